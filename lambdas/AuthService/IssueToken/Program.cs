using Amazon.KeyManagementService;
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
var tokens = TokenCache.FromEnvironment(TimeProvider.System);
var kms = new AmazonKeyManagementServiceClient(Clients.Bounded(new AmazonKeyManagementServiceConfig()));
var signer = new KmsSigner(kms, Settings.Required("SIGNING_KEY_ID"));
var lifetime = TimeSpan.FromSeconds(Settings.RequiredNumber("TOKEN_LIFETIME_SECONDS"));
var mint = new TokenMint(signer, Settings.Required("TOKEN_ISSUER"), Settings.Required("TOKEN_AUDIENCE"), lifetime, TimeProvider.System);
var handler = new Handler(mint, tokens, log);
var saga = new SagaParticipant(Clients.StepFunctions(), nameof(UserCreated), log);
var consumer = new EventConsumer(handler.HandleAsync, saga, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);
