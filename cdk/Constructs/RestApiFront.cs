using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What distinguishes one REST API from another.</summary>
/// <param name="Stage">The first segment of the API's paths.</param>
/// <param name="Traced">X-Ray keeps whole URLs: only for an API whose query strings hold no secrets.</param>
/// <param name="SetsUpLogging">Gives the account its role for access logs, which all APIs share: true for one of them.</param>
/// <param name="Limit">Requests a second, and at once; null for the limits of the configuration.</param>
internal sealed record RestApiFrontProps(string Name, string Stage, bool Traced, bool SetsUpLogging, (int Rate, int Burst)? Limit = null);

/// <summary>A REST API: its limits, its log, its alarms. A subclass adds the routes.</summary>
internal abstract class RestApiFront : Construct
{
    /// <summary>What a buyer still waits for. A charge takes the provider a second or two.</summary>
    private const int SlowSeconds = 5;

    protected RestApiFront(Construct scope, string id, PlatformConfig config, RestApiFrontProps props) : base(scope, id)
    {
        Name = props.Name;
        Api = new RestApi(this, "RestApi", new RestApiProps
        {
            RestApiName = props.Name,
            EndpointTypes = [EndpointType.REGIONAL],
            CloudWatchRole = props.SetsUpLogging,
            DeployOptions = new StageOptions
            {
                StageName = props.Stage,
                ThrottlingRateLimit = props.Limit?.Rate ?? config.ThrottleRate,
                ThrottlingBurstLimit = props.Limit?.Burst ?? config.ThrottleBurst,
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

        new OperatorAlarm(this, "ServerErrors", config, new(
            "api-server-errors", Api.MetricServerError(), $"The API {props.Name} answered with 5xx five times in five minutes.")
        {
            Threshold = 5,
            Minutes = 5,
        });
        // Three times in a row: with few visitors the slowest one in a hundred is whoever met a cold start.
        new OperatorAlarm(this, "Slow", config, new(
            "api-slow",
            Api.MetricLatency(new MetricOptions { Statistic = "p99" }),
            $"One answer in a hundred of the API {props.Name} took {SlowSeconds} s or longer for a quarter of an hour.")
        {
            Threshold = SlowSeconds * 1000,
            Minutes = 5,
            Periods = 3,
        });
    }

    public RestApi Api { get; }

    public string Name { get; }

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
