using MainApp;
using MainApp.Login;
using MainApp.Sessions;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddProvider(JsonLoggerProvider.ForFunction()).AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new FunctionClient(Clients.Lambda(AuthFunctions.PatienceSeconds)));
builder.Services.AddSingleton<IAuthService>(services => new AuthFunctions(
    services.GetRequiredService<FunctionClient>(),
    Settings.Required("REDEEM_TOKEN_FUNCTION"), Settings.Optional("SEND_LOGIN_LINK_FUNCTION")));
builder.Services.AddSingleton<ISessions>(new SessionsTable(Clients.DynamoDb(), Settings.Required("SESSIONS_TABLE")));
builder.Services.AddSingleton<BrowserSessions>();

var app = builder.Build();
app.UseSite();
await app.RunAsync();
