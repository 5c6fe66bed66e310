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
var handler = new Handler(tokens, TokenMint.FromEnvironment(time), Settings.Required("TOKEN_AUDIENCE"), time, log);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.OfferLogin, ContractsJson.Default.LoginAnswer, log);
