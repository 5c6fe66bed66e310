using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The purchase API: its routes, and what it refuses before a function runs.</summary>
internal sealed class PublicApi : RestApiFront
{
    public PublicApi(Construct scope, string id, ServiceFunction backend, PlatformConfig config)
        : base(scope, id, config, new(Stack.Of(scope).StackName, Stage: "api", Traced: true, SetsUpLogging: true))
    {
        var bff = To(backend);
        Route("products").AddMethod("GET", bff);
        AddCheckout(Route("checkout"), bff);
        Route("purchases/{purchaseId}").AddMethod("GET", bff);
        Route("openapi.json").AddMethod("GET", bff);
        Route("health").AddMethod("GET", bff);
        Route(".well-known/jwks.json").AddMethod("GET", bff);
        ProblemResponses.AddTo(Api);
    }

    public string Url => Api.Url;

    /// <summary>The host of the URL; the path begins with the stage.</summary>
    public string DomainName => $"{Api.RestApiId}.execute-api.{Stack.Of(this).Region}.{Stack.Of(this).UrlSuffix}";

    /// <summary>The account's role for access logs: no stage with a log can be created before it is set.</summary>
    public IConstruct LoggingAccount => Api.Node.FindChild("Account");

    private Amazon.CDK.AWS.APIGateway.Resource Route(string path) => Api.Root.ResourceForPath(path);

    private void AddCheckout(Amazon.CDK.AWS.APIGateway.IResource checkout, LambdaIntegration bff) => checkout.AddMethod("POST", bff, new MethodOptions
    {
        RequestParameters = new Dictionary<string, bool> { ["method.request.header.Idempotency-Key"] = true },
        RequestModels = new Dictionary<string, IModel> { ["application/json"] = CheckoutRequest() },
        RequestValidatorOptions = new RequestValidatorOptions { ValidateRequestBody = true, ValidateRequestParameters = true },
    });

    private Model CheckoutRequest() => Api.AddModel("CheckoutRequest", new ModelOptions
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
}
