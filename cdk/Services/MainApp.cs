using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>
/// The product that the buyer lands in: a stand-in that shows the hand-off done right. Owns the sessions.
/// Its URL is the audience of the login tokens, so its API is there before AuthService, and the application behind it after.
/// </summary>
internal sealed class MainApp : Construct
{
    private readonly MainAppApi api;

    public MainApp(Construct scope, PlatformConfig config) : base(scope, nameof(MainApp)) => api = new MainAppApi(this, "Api", config);

    public string Url => api.Url;

    /// <summary>Puts the application behind its API.</summary>
    public void Open(Platform platform, AuthService auth, Bff bff)
    {
        var sessions = new ServiceTable(this, "Sessions", platform.Config, new(Key: "sessionKey", TimeToLive: "ttl"));

        var app = new ServiceFunction(this, "MainApp", platform, new(TimeoutSeconds: 15, Environment: new()
        {
            ["SESSIONS_TABLE"] = sessions.TableName,
            ["REDEEM_TOKEN_FUNCTION"] = auth.RedeemToken.Function.FunctionName,
            ["SEND_LOGIN_LINK_FUNCTION"] = auth.SendLoginLink.Function.FunctionName,
        }, MemoryMegabytes: 512));
        app.Allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], on: sessions.TableArn);
        foreach (var called in new[] { auth.RedeemToken, auth.SendLoginLink })
            app.Allow(["lambda:InvokeFunction"], on: called.Function.FunctionArn);

        api.Serve(app, bff.Api.LoggingAccount);
    }
}
