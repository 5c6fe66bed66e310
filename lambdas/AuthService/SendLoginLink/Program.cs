using Amazon.SimpleEmail;
using AuthService.SendLoginLink;
using AuthService.Tokens;
using Contracts;
using Mail;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var users = new UserDirectory(new FunctionClient(Clients.Lambda(UserDirectory.PatienceSeconds)), Settings.Required("FIND_USER_FUNCTION"));
var letters = new RecentLettersTable(Clients.DynamoDb(), Settings.Required("RECENT_LETTERS_TABLE"), time);
var mint = TokenMint.FromEnvironment(time);
var mailer = new SesMailer(new AmazonSimpleEmailServiceClient(Clients.Once(new AmazonSimpleEmailServiceConfig())));
var letter = new LoginLetter(Settings.Required("SENDER_ADDRESS"), Settings.Required("TOKEN_AUDIENCE"), mint.Lifetime);
var handler = new Handler(users, letters, mint, TokenCache.FromEnvironment(time), mailer, letter, time, log);

await Function.RunNotifiedAsync(handler.HandleAsync, ContractsJson.Default.SendLoginLink, log);
