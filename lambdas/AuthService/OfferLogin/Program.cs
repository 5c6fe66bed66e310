using AuthService.OfferLogin;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var tokens = new TokensTable(Clients.DynamoDb(), Settings.Required("SSO_TOKENS_TABLE"), TimeProvider.System);
var handler = new Handler(tokens, Settings.Required("MAIN_APP_URL"), TimeProvider.System);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.OfferLogin, ContractsJson.Default.LoginAnswer, log);
