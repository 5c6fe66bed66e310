using Amazon.Runtime;
using Analytics.DuckDb;
using Analytics.RunReport;
using Analytics.Storage;
using Platform.Configuration;
using Platform.Logging;
using Platform.Problems;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddProvider(JsonLoggerProvider.ForFunction()).AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ReportsJson.Default));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new ReportRunner(
    new LakeReader(S3LakeStore.Create(Settings.Required("LAKE_BUCKET")), Path.Combine(Path.GetTempPath(), "lake"))));

var app = builder.Build();
app.UseProblemDocuments<AmazonServiceException>(Problem.Of("unavailable", "The lake can't be read right now.", 503, "Ask again."));
app.MapReports();
await app.RunAsync();
