using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using UserDirectory.FindUser;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var handler = new Handler(new AddressesInTable(Clients.DynamoDb(), Settings.Required("USERS_TABLE")));

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.FindUser, ContractsJson.Default.UserFound, log);
