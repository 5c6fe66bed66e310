using BillingGates.Purchases;
using BillingGates.ShowPurchase;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Secrets;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var purchases = new PurchasesTable(Clients.DynamoDb(), Settings.Required("PURCHASES_TABLE"));
var tokenKey = new Secret(Clients.SecretsManager(), Settings.Required("STATUS_TOKEN_SECRET_ID"), TimeProvider.System);
var handler = new Handler(purchases, tokenKey.GetBytesAsync);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.ShowPurchase, ContractsJson.Default.PurchaseAnswer, log);
