using Microsoft.Extensions.Logging;
using OrderService.RecordOrder;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var handler = new Handler(new OrdersTable(Clients.DynamoDb(), Settings.Required("ORDERS_TABLE"), TimeProvider.System), log);
var consumer = new EventConsumer(handler.HandleAsync, participant: null, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);
