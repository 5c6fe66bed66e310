using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;
using UserDirectory.CreateUser;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var users = new UsersTable(Clients.DynamoDb(), Settings.Required("USERS_TABLE"));
var policy = new AdmissionPolicy(Settings.List("BLOCKED_EMAIL_DOMAINS"));
var handler = new Handler(users, policy, TimeProvider.System, log);
var saga = new SagaParticipant(Clients.StepFunctions(), nameof(PaymentSuccessful), log);
var consumer = new EventConsumer(handler.HandleAsync, saga, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);
