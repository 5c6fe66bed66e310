using System.Text.Json.Serialization;
using Amazon.KeyManagementService;
using AuthService.Keys;
using Bff;
using Bff.Checkout;
using Bff.Keys;
using Bff.Purchases;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Problems;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddProvider(JsonLoggerProvider.ForFunction()).AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, BffJson.Default);
    json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
});
builder.Services.AddOpenApi(ApiDescription.Configure);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new FunctionClient(Clients.Lambda(Backend.PatienceSeconds)));
builder.Services.AddSingleton(Backend.FromEnvironment);
builder.Services.AddSingleton(new KeySet(new PublicKeys(
    new AmazonKeyManagementServiceClient(Clients.Bounded(new AmazonKeyManagementServiceConfig())), Settings.List("SIGNING_KEY_IDS"))));

var app = builder.Build();
app.UseProblemDocuments<FunctionUnavailableException>(Problem.Unavailable());
app.MapCheckout();
app.MapPurchases();
app.MapProducts();
app.MapKeys();
app.MapGet("/health", () => new Health("ok")).WithTags("Operations").WithSummary("Tells that the API answers.");
app.MapOpenApi("/openapi.json");
await app.RunAsync();
