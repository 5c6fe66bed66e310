using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using UserDirectory.NoteLogin;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var handler = new Handler(new LoginsTable(Clients.DynamoDb(), Settings.Required("USERS_TABLE")), log);

await Function.RunNotifiedAsync(
    (login, _, cancellation) => handler.HandleAsync(login, cancellation), ContractsJson.Default.NoteLogin, log);
