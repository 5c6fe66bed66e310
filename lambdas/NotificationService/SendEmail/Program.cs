using Amazon.SimpleEmail;
using Mail;
using Microsoft.Extensions.Logging;
using NotificationService.SendEmail;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var ses = new AmazonSimpleEmailServiceClient(Clients.Once(new AmazonSimpleEmailServiceConfig()));
var notifications = new NotificationsTable(Clients.DynamoDb(), Settings.Required("NOTIFICATIONS_TABLE"), TimeProvider.System);
var letters = new Letters(Settings.Required("SENDER_ADDRESS"), Settings.Required("MAIN_APP_URL"));
var handler = new Handler(notifications, new SesMailer(ses), letters, TimeProvider.System, log);
var consumer = new EventConsumer(handler.HandleAsync, participant: null, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);
