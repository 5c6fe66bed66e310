using Amazon.CDK.AWS.APIGateway;
using Constructs;

namespace Cdk.Constructs;

/// <summary>Reports for those whom IAM lets ask. It has a domain of its own: nothing of it is on the shop's.</summary>
internal sealed class ReportsApi : RestApiFront
{
    private const string StageName = "api";

    /// <param name="loggingAccount">What has to be set up before the stage, which writes a log.</param>
    public ReportsApi(Construct scope, ServiceFunction backend, PlatformConfig config, IConstruct loggingAccount)
        : base(scope, "Api", config, new(
            "AwsPlatform-reports", StageName, Traced: true, SetsUpLogging: false, Limit: (Rate: 10, Burst: 20)))
    {
        var signed = new MethodOptions { AuthorizationType = AuthorizationType.IAM };
        foreach (var path in (string[])["reports", "reports/{name}"])
            Api.Root.ResourceForPath(path).AddMethod("GET", To(backend), signed);
        Api.DeploymentStage.Node.AddDependency(loggingAccount);

        // API Gateway says the first of an unknown route, too.
        foreach (var response in (ResponseType_[])[ResponseType_.MISSING_AUTHENTICATION_TOKEN, ResponseType_.INVALID_SIGNATURE, ResponseType_.EXPIRED_TOKEN])
        {
            ProblemResponses.Add(Api, response, "403", "unauthorized", "Only signed requests are answered.",
                detail: "Sign the request with AWS credentials (Signature Version 4, service execute-api).");
        }
        ProblemResponses.Add(Api, ResponseType_.ACCESS_DENIED, "403", "forbidden", "These credentials may not ask for reports.",
            detail: "They need execute-api:Invoke on this API.");
        ProblemResponses.AddGeneral(Api, "The lake");
    }

    /// <summary>Where the reports are.</summary>
    public string Url => Api.UrlForPath("/reports");
}
