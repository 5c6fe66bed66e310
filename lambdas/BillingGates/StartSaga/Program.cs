using BillingGates.Purchases;
using BillingGates.StartSaga;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Streams;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var handler = new Handler(new SagaStarter(Clients.StepFunctions(), Settings.Required("SAGA_ARN")), Settings.Required("AWS_REGION"), log);

await Function.RunStreamAsync(new ShardReader(handler.HandleAsync, log), log);
