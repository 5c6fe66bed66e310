using Amazon.KeyManagementService;
using AuthService.Keys;
using AuthService.RedeemToken;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var tokens = TokenCache.FromEnvironment(time);
var kms = new AmazonKeyManagementServiceClient(Clients.Bounded(new AmazonKeyManagementServiceConfig()));
var keys = new PublicKeys(kms, Settings.List("SIGNING_KEY_IDS"));
var verifier = new TokenVerifier(keys, Settings.Required("TOKEN_ISSUER"), Settings.Required("TOKEN_AUDIENCE"), time);
var notes = new LoginNotes(new FunctionClient(Clients.Lambda(LoginNotes.PatienceSeconds)), Settings.Required("NOTE_LOGIN_FUNCTION"));
var handler = new Handler(verifier, tokens, notes, time, log);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.RedeemToken, ContractsJson.Default.RedeemAnswer, log);
