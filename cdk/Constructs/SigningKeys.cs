using Amazon.CDK.AWS.KMS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// The keys of the login tokens. The first signs; all are published and accepted, so that a new key is known before it signs and a
/// token outlives the change of keys. The names come from the configuration, see <see cref="PlatformConfig.SigningKeys"/>.
/// </summary>
internal sealed class SigningKeys : Construct
{
    private readonly List<Key> keys;

    public SigningKeys(Construct scope, PlatformConfig config) : base(scope, nameof(SigningKeys))
    {
        keys = config.SigningKeys.Select(name => new Key(this, $"Key{name}", new KeyProps
        {
            Description = $"Signs login tokens (ES256), key {name}",
            KeySpec = KeySpec.ECC_NIST_P256,
            KeyUsage = KeyUsage.SIGN_VERIFY,
            RemovalPolicy = config.DataRemoval,
        })).ToList();

        // Not the key's own Alias property: an alias that belongs to its key can't move to another one.
        new Alias(this, "Alias", new AliasProps { AliasName = "alias/platform/sso-signing", TargetKey = Signing });
    }

    /// <summary>The id of the key that signs, also the <c>kid</c> of its tokens.</summary>
    public string SigningId => Signing.KeyId;

    /// <summary>The ids of all keys, comma-separated, the signing one first.</summary>
    public string AllIds => string.Join(",", keys.Select(key => key.KeyId));

    private Key Signing => keys[0];

    public void GrantSign(ServiceFunction minting) => minting.Allow(["kms:Sign"], on: Signing.KeyArn);

    public void GrantRead(ServiceFunction verifying)
    {
        foreach (var key in keys)
            verifying.Allow(["kms:GetPublicKey"], on: key.KeyArn);
    }
}
