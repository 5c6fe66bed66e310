using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the login tokens and the keys that sign them.</summary>
internal sealed class AuthService : Construct
{
    private const string Issuer = "awsplatform-auth";

    public AuthService(Construct scope, Platform platform, SagaMachine saga, UserDirectory users) : base(scope, nameof(AuthService))
    {
        var tokens = TokenCache.Of(this, platform);
        Keys = new SigningKeys(this, platform.Config);

        // What those need who mint tokens.
        var minting = new Dictionary<string, string>
        {
            ["SIGNING_KEY_ID"] = Keys.SigningId,
            ["TOKEN_ISSUER"] = Issuer,
            ["TOKEN_AUDIENCE"] = platform.MainAppUrl,
            ["TOKEN_LIFETIME_SECONDS"] = "300",
        };

        var issueToken = new EventConsumer(this, "AuthService/IssueToken", platform, minting);
        Keys.GrantSign(issueToken);
        tokens.Open(issueToken, "dynamodb:PutItem", "dynamodb:UpdateItem");
        saga.GrantAnswer(issueToken);

        // It mints too: the one fresh token after an expired one.
        OfferLogin = new ServiceFunction(this, "AuthService/OfferLogin", platform, new(TimeoutSeconds: 10, minting));
        Keys.GrantSign(OfferLogin);
        tokens.Open(OfferLogin, "dynamodb:GetItem", "dynamodb:UpdateItem");

        RedeemToken = new ServiceFunction(this, "AuthService/RedeemToken", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["SIGNING_KEY_IDS"] = Keys.AllIds,
            ["TOKEN_ISSUER"] = Issuer,
            ["TOKEN_AUDIENCE"] = platform.MainAppUrl,
            ["NOTE_LOGIN_FUNCTION"] = users.NoteLogin.Function.FunctionName,
        }));
        RedeemToken.Allow(["lambda:InvokeFunction"], on: users.NoteLogin.Function.FunctionArn);
        // GetItem only tells a token that has expired unused from one that was used.
        tokens.Open(RedeemToken, "dynamodb:GetItem", "dynamodb:UpdateItem");
        Keys.GrantRead(RedeemToken);

        var letters = new ServiceTable(this, "RecentLetters", platform.Config, new(Key: "addressHash", TimeToLive: "ttl"));
        SendLoginLink = new NotifiedFunction(this, "AuthService/SendLoginLink", platform, new(TimeoutSeconds: 30, new(minting)
        {
            ["TOKEN_LIFETIME_SECONDS"] = "600", // a letter takes its time
            ["RECENT_LETTERS_TABLE"] = letters.TableName,
            ["FIND_USER_FUNCTION"] = users.FindUser.Function.FunctionName,
            ["SENDER_ADDRESS"] = platform.Config.SenderAddress,
        }));
        Keys.GrantSign(SendLoginLink);
        tokens.Open(SendLoginLink, "dynamodb:PutItem");
        SendLoginLink.Allow(["dynamodb:GetItem", "dynamodb:PutItem"], on: letters.TableArn);
        SendLoginLink.Allow(["lambda:InvokeFunction"], on: users.FindUser.Function.FunctionArn);
        SendLoginLink.AllowMail(platform.Config);
    }

    public SigningKeys Keys { get; }

    public ServiceFunction OfferLogin { get; }

    public ServiceFunction RedeemToken { get; }

    public ServiceFunction SendLoginLink { get; }
}
