using Amazon.CDK.AWS.KMS;
using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the login tokens and the key that signs them.</summary>
internal sealed class AuthService : Construct
{
    private const string Issuer = "awsplatform-auth";

    public AuthService(Construct scope, Platform platform, SagaMachine saga) : base(scope, nameof(AuthService))
    {
        var tokens = new ServiceTable(this, "SsoTokens", platform.Config, new(Key: "loginId", TimeToLive: "ttl"));
        SigningKey = new Key(this, "SigningKey", new KeyProps
        {
            Description = "Signs login tokens (ES256)",
            Alias = "platform/sso-signing",
            KeySpec = KeySpec.ECC_NIST_P256,
            KeyUsage = KeyUsage.SIGN_VERIFY,
            RemovalPolicy = platform.Config.DataRemoval,
        });

        // What those need who mint tokens.
        var minting = new Dictionary<string, string>
        {
            ["SSO_TOKENS_TABLE"] = tokens.TableName,
            ["SIGNING_KEY_ID"] = SigningKey.KeyId,
            ["TOKEN_ISSUER"] = Issuer,
            ["TOKEN_AUDIENCE"] = platform.Config.MainAppUrl,
            ["TOKEN_LIFETIME_SECONDS"] = "300",
        };

        var issueToken = new EventConsumer(this, "AuthService/IssueToken", platform, minting);
        issueToken.Allow(["kms:Sign"], on: SigningKey.KeyArn);
        issueToken.Allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], on: tokens.TableArn);
        saga.GrantAnswer(issueToken);

        // It mints too: the one fresh token after an expired one.
        OfferLogin = new ServiceFunction(this, "AuthService/OfferLogin", platform, new(TimeoutSeconds: 10, minting));
        OfferLogin.Allow(["kms:Sign"], on: SigningKey.KeyArn);
        OfferLogin.Allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], on: tokens.TableArn);

        RedeemToken = new ServiceFunction(this, "AuthService/RedeemToken", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["SSO_TOKENS_TABLE"] = tokens.TableName,
            ["SIGNING_KEY_IDS"] = SigningKey.KeyId,
            ["TOKEN_ISSUER"] = Issuer,
            ["TOKEN_AUDIENCE"] = platform.Config.MainAppUrl,
        }));
        // GetItem only tells a token that has expired unused from one that was used.
        RedeemToken.Allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], on: tokens.TableArn);
        RedeemToken.Allow(["kms:GetPublicKey"], on: SigningKey.KeyArn);
    }

    public Key SigningKey { get; }

    public ServiceFunction OfferLogin { get; }

    public ServiceFunction RedeemToken { get; }
}
