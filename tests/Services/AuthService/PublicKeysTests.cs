using System.Security.Cryptography;
using Amazon;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using AuthService.Keys;
using Bff.Keys;

namespace Services.Tests.AuthService;

public sealed class PublicKeysTests : IDisposable
{
    private readonly OneKeyEach kms = new();

    [Fact]
    public async Task ListedKey_IsReadOnce()
    {
        var keys = new PublicKeys(kms, ["a", "b"]);
        for (var i = 0; i < 3; i++)
            Assert.Equal(kms.Pairs["a"].ExportParameters(false).Q.X, (await keys.FindAsync("a", default))!.Value.Q.X);

        Assert.Equal(["a"], kms.Asked);
    }

    /// <summary>Whoever sends tokens must not make us call KMS with names of their choice.</summary>
    [Theory]
    [InlineData("c")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("alias/platform/sso-signing")]
    public async Task OtherKey_IsNeverAskedFor(string keyId)
    {
        Assert.Null(await new PublicKeys(kms, ["a", "b"]).FindAsync(keyId, default));
        Assert.Empty(kms.Asked);
    }

    [Fact]
    public async Task FailureOfKms_IsNotRemembered()
    {
        var keys = new PublicKeys(kms, ["a"]);
        kms.Error = new KMSInternalException("not now");
        await Assert.ThrowsAsync<KMSInternalException>(() => keys.FindAsync("a", default).AsTask());
        kms.Error = null;

        Assert.NotNull(await keys.FindAsync("a", default));
    }

    [Fact]
    public async Task KeySet_ListsEveryKey_TheSigningOneFirst()
    {
        var set = await new KeySet(new PublicKeys(kms, ["b", "a"])).GetAsync(default);

        Assert.Equal(["b", "a"], set.Keys.Select(key => key.KeyId));
        Assert.All(set.Keys, key => Assert.Equal(("EC", "P-256", "sig", "ES256"), (key.KeyType, key.Curve, key.Use, key.Algorithm)));
        Assert.Equal(4, set.Keys.SelectMany(key => new[] { key.X, key.Y }).Distinct().Count());
    }

    public void Dispose() => kms.Dispose();

    /// <summary>Stands for KMS.</summary>
    private sealed class OneKeyEach() : AmazonKeyManagementServiceClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
    {
        public Dictionary<string, ECDsa> Pairs { get; } =
            new[] { "a", "b" }.ToDictionary(id => id, _ => ECDsa.Create(ECCurve.NamedCurves.nistP256));

        public List<string> Asked { get; } = [];

        public Exception? Error { get; set; }

        public override Task<GetPublicKeyResponse> GetPublicKeyAsync(
            GetPublicKeyRequest request, CancellationToken cancellationToken = default)
        {
            Asked.Add(request.KeyId);
            if (Error is not null)
                return Task.FromException<GetPublicKeyResponse>(Error);
            var key = Pairs[request.KeyId].ExportSubjectPublicKeyInfo();
            return Task.FromResult(new GetPublicKeyResponse { PublicKey = new MemoryStream(key) });
        }
    }
}
