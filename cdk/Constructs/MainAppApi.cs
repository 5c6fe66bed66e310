using Amazon.CDK;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The REST API in front of the stand-in application.</summary>
internal sealed class MainAppApi : RestApiFront
{
    private const string StageName = "app";

    public MainAppApi(Construct scope, string id, PlatformConfig config)
        : base(scope, id, config, new($"{Stack.Of(scope).StackName}-app", StageName, Traced: false, SetsUpLogging: false)) =>
        PageResponses.AddTo(Api);

    /// <summary>
    /// Written out, not asked of the stage: the stage waits for the routes, they for the function, and it for AuthService, whose tokens
    /// are made for this URL.
    /// </summary>
    public string Url => $"https://{Api.RestApiId}.execute-api.{Stack.Of(this).Region}.{Stack.Of(this).UrlSuffix}/{StageName}";

    /// <summary>Adds the routes.</summary>
    /// <param name="loggingAccount">What has to be set up before the stage, which writes a log.</param>
    public void Serve(ServiceFunction backend, IConstruct loggingAccount)
    {
        var app = To(backend);
        Api.Root.AddMethod("GET", app);
        foreach (var (method, path) in new[]
        {
            ("GET", "login/sso"), ("POST", "login/sso"), ("GET", "login"), ("POST", "login"),
            ("GET", "welcome"), ("POST", "logout"), ("GET", "signed-out"),
        })
        {
            Api.Root.ResourceForPath(path).AddMethod(method, app);
        }
        Api.DeploymentStage.Node.AddDependency(loggingAccount);
    }
}
