using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Local;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>In the middle of a rotation: key 2 signs, and tokens that key 1 has signed are still on their way.</summary>
public class KeyRotationTests(KeyRotationTests.RotatingShop shop) : IClassFixture<KeyRotationTests.RotatingShop>
{
    [Fact]
    public async Task KeySet_HasBothKeys_AndMayBeCached_AndTheFirstSigns()
    {
        using var response = await shop.GetAsync("/api/.well-known/jwks.json");
        var keys = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["keys"]!.AsArray();
        var keyIds = keys.Select(key => (string?)key!["kid"]).ToList();

        Assert.Equal(2, keyIds.Distinct().Count());
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl!.ToString());
        Assert.Equal(keyIds[0], HeaderOf(await shop.LoginTokenAsync(await shop.BuyAsync()))["kid"]!.GetValue<string>());
        Assert.Equal(keyIds, [await shop.KeyIdAsync("alias/platform/sso-signing"), keyIds[1]]);
    }

    [Fact]
    public async Task TokenOfThePreviousKey_IsStillRedeemed()
    {
        var proofKey = ProofKey.New();
        var parts = (await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: proofKey))).Split('.');
        var header = HeaderOf(parts[0]);
        header["kid"] = (await shop.GetJsonAsync("/api/.well-known/jwks.json")).GetProperty("keys")[1].GetProperty("kid").GetString();

        var content = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{parts[1]}";
        var signature = await shop.SignAsync(header["kid"]!.GetValue<string>(), content);
        Assert.NotEqual(parts[0], content.Split('.')[0]);
        Assert.Equal("Redeemed", (await shop.RedeemAsync($"{content}.{signature}", proofKey.Verifier)).GetProperty("outcome").GetString());
    }

    private static JsonObject HeaderOf(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!.AsObject();

    public sealed class RotatingShop : Shop
    {
        protected override LocalCloudOptions Options =>
            base.Options with { Context = new Dictionary<string, string> { ["signingKeys"] = "2,1" } };

        /// <summary>What the previous deployment would have signed.</summary>
        public async Task<string> SignAsync(string keyId, string content)
        {
            using var message = new MemoryStream(SHA256.HashData(Encoding.ASCII.GetBytes(content)));
            var answer = await Kms.SignAsync(new SignRequest
            {
                KeyId = keyId, Message = message, MessageType = MessageType.DIGEST, SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
            });
            var numbers = new AsnReader(answer.Signature.ToArray(), AsnEncodingRules.DER).ReadSequence();
            var signature = new byte[64];
            for (var end = 32; end <= 64; end += 32)
            {
                var number = numbers.ReadInteger().ToByteArray(isUnsigned: true, isBigEndian: true);
                number.CopyTo(signature, end - number.Length);
            }
            return Base64Url.EncodeToString(signature);
        }

        public async Task<string> KeyIdAsync(string alias) => (await Kms.DescribeKeyAsync(alias)).KeyMetadata.KeyId;

        private AmazonKeyManagementServiceClient Kms => new("test", "test", new AmazonKeyManagementServiceConfig
        {
            ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = Options.Region,
        });
    }
}
