using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What distinguishes one REST API from another.</summary>
/// <param name="Stage">The first segment of the API's paths.</param>
/// <param name="Traced">X-Ray keeps whole URLs: only for an API whose query strings hold no secrets.</param>
/// <param name="SetsUpLogging">Gives the account its role for access logs, which all APIs share: true for one of them.</param>
internal sealed record RestApiFrontProps(string Name, string Stage, bool Traced, bool SetsUpLogging);

/// <summary>A REST API: its limits, its log, its alarm. A subclass adds the routes.</summary>
internal abstract class RestApiFront : Construct
{
    protected RestApiFront(Construct scope, string id, PlatformConfig config, RestApiFrontProps props) : base(scope, id)
    {
        Api = new RestApi(this, "RestApi", new RestApiProps
        {
            RestApiName = props.Name,
            EndpointTypes = [EndpointType.REGIONAL],
            CloudWatchRole = props.SetsUpLogging,
            DeployOptions = new StageOptions
            {
                StageName = props.Stage,
                ThrottlingRateLimit = config.ThrottleRate,
                ThrottlingBurstLimit = config.ThrottleBurst,
                TracingEnabled = props.Traced,
                MetricsEnabled = true,
                AccessLogDestination = new LogGroupLogDestination(new LogGroup(this, "AccessLog", new LogGroupProps
                {
                    Retention = config.LogRetention,
                    RemovalPolicy = RemovalPolicy.DESTROY,
                })),
                AccessLogFormat = AccessLogFormat.Custom(AccessLogLine),
            },
        });
        Api.Node.TryRemoveChild("Endpoint"); // the stack has outputs of its own for URLs

        new OperatorAlarm(this, "ServerErrors", Api.MetricServerError(),
            $"The API {props.Name} answered with 5xx five times in five minutes.", threshold: 5, minutes: 5);
    }

    protected RestApi Api { get; }

    protected static LambdaIntegration To(ServiceFunction backend) =>
        new(backend.Function, new LambdaIntegrationOptions { AllowTestInvoke = false });

    // Neither the caller's address nor query strings, headers or bodies: they are personal data, or secrets.
    private static string AccessLogLine => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["requestId"] = AccessLogField.ContextRequestId(),
        ["traceId"] = AccessLogField.ContextXrayTraceId(),
        ["time"] = AccessLogField.ContextRequestTime(),
        ["method"] = AccessLogField.ContextHttpMethod(),
        ["route"] = AccessLogField.ContextResourcePath(),
        ["path"] = AccessLogField.ContextPath(),
        ["status"] = AccessLogField.ContextStatus(),
        ["bytes"] = AccessLogField.ContextResponseLength(),
        ["milliseconds"] = AccessLogField.ContextResponseLatency(),
        ["functionMilliseconds"] = AccessLogField.ContextIntegrationLatency(),
        ["error"] = AccessLogField.ContextErrorResponseType(),
    });
}
