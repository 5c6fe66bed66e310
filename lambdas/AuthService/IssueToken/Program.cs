using AuthService.IssueToken;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var handler = new Handler(TokenMint.FromEnvironment(time), TokenCache.FromEnvironment(time), log);
var saga = new SagaParticipant(Clients.StepFunctions(), nameof(UserCreated), log);
var consumer = new EventConsumer(handler.HandleAsync, saga, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);
