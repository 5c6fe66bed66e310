using Amazon.KeyManagementService;
using AuthService.OfferLogin;
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
var signer = new KmsSigner(kms, Settings.Required("SIGNING_KEY_ID"));
var mainAppUrl = Settings.Required("TOKEN_AUDIENCE");
var lifetime = TimeSpan.FromSeconds(Settings.RequiredNumber("TOKEN_LIFETIME_SECONDS"));
var mint = new TokenMint(signer, Settings.Required("TOKEN_ISSUER"), mainAppUrl, lifetime, time);
var handler = new Handler(tokens, mint, mainAppUrl, time, log);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.OfferLogin, ContractsJson.Default.LoginAnswer, log);
