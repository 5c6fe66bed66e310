using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The REST API: its routes, what it refuses before a function runs, its limits and its log.</summary>
internal sealed class PublicApi : Construct
{
    private readonly RestApi api;

    public PublicApi(Construct scope, string id, ServiceFunction backend, PlatformConfig config) : base(scope, id)
    {
        api = new RestApi(this, "RestApi", new RestApiProps
        {
            RestApiName = Stack.Of(this).StackName,
            EndpointTypes = [EndpointType.REGIONAL],
            // The access log needs the account's role for API Gateway.
            CloudWatchRole = true,
            DefaultIntegration = new LambdaIntegration(backend.Function, new LambdaIntegrationOptions { AllowTestInvoke = false }),
            DeployOptions = new StageOptions
            {
                StageName = "api",
                ThrottlingRateLimit = config.ThrottleRate,
                ThrottlingBurstLimit = config.ThrottleBurst,
                TracingEnabled = true,
                MetricsEnabled = true,
                AccessLogDestination = new LogGroupLogDestination(new LogGroup(this, "AccessLog", new LogGroupProps
                {
                    Retention = config.LogRetention,
                    RemovalPolicy = RemovalPolicy.DESTROY,
                })),
                AccessLogFormat = AccessLogFormat.Custom(AccessLogLine),
            },
        });
        api.Node.TryRemoveChild("Endpoint"); // the stack has an output of its own for the URL

        Route("products").AddMethod("GET");
        AddCheckout(Route("checkout"));
        Route("purchases/{purchaseId}").AddMethod("GET");
        Route("openapi.json").AddMethod("GET");
        Route("health").AddMethod("GET");
        Route(".well-known/jwks.json").AddMethod("GET");
        ProblemResponses.AddTo(api);

        new OperatorAlarm(this, "ServerErrors", api.MetricServerError(),
            "The API answered with 5xx five times in five minutes.", threshold: 5, minutes: 5);
    }

    public string Url => api.Url;

    /// <summary>The host of the URL; the path begins with the stage.</summary>
    public string DomainName => $"{api.RestApiId}.execute-api.{Stack.Of(this).Region}.{Stack.Of(this).UrlSuffix}";

    private Amazon.CDK.AWS.APIGateway.Resource Route(string path) => api.Root.ResourceForPath(path);

    private void AddCheckout(Amazon.CDK.AWS.APIGateway.Resource checkout) => checkout.AddMethod("POST", null, new MethodOptions
    {
        RequestParameters = new Dictionary<string, bool> { ["method.request.header.Idempotency-Key"] = true },
        RequestModels = new Dictionary<string, IModel> { ["application/json"] = CheckoutRequest() },
        RequestValidatorOptions = new RequestValidatorOptions { ValidateRequestBody = true, ValidateRequestParameters = true },
    });

    private Model CheckoutRequest() => api.AddModel("CheckoutRequest", new ModelOptions
    {
        ContentType = "application/json",
        Schema = new JsonSchema
        {
            Schema = JsonSchemaVersion.DRAFT4,
            Title = "CheckoutRequest",
            Type = JsonSchemaType.OBJECT,
            Properties = new Dictionary<string, IJsonSchema>
            {
                ["productId"] = TextUpTo(100),
                ["email"] = TextUpTo(254), // RFC 5321, the longest address that mail servers take
                ["paymentMethod"] = TextUpTo(255),
                // The Bff says what is wrong with a challenge, also to a client that sends the verifier in its place.
                ["codeChallenge"] = TextUpTo(128),
            },
            Required = ["productId", "email", "paymentMethod"],
            AdditionalProperties = false,
        },
    });

    private static JsonSchema TextUpTo(int length) => new() { Type = JsonSchemaType.STRING, MinLength = 1, MaxLength = length };

    // Neither the caller's address nor headers or bodies: they are personal data, or secrets.
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
