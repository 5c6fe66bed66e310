using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.TakePayment;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Secrets;

using var logs = JsonLoggerProvider.ForFunction();
using var http = StripePayments.CreateHttpClient();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var secrets = Clients.SecretsManager();
var stripeKey = new Secret(secrets, Settings.Required("STRIPE_SECRET_ID"), time);
var tokenKey = new Secret(secrets, Settings.Required("STATUS_TOKEN_SECRET_ID"), time);
var stripeUrl = new Uri(Settings.Required("STRIPE_API_URL"));
var purchases = new PurchasesTable(Clients.DynamoDb(), Settings.Required("PURCHASES_TABLE"));
var saga = new SagaStarter(Clients.StepFunctions(), Settings.Required("SAGA_ARN"));
var handler = new Handler(purchases, PaymentsAsync, saga, tokenKey.GetBytesAsync, Settings.Required("AWS_REGION"), time, log);

await Function.RunCommandAsync(handler.HandleAsync, ContractsJson.Default.TakePayment, ContractsJson.Default.PaymentAnswer, log);

async ValueTask<IPaymentProvider> PaymentsAsync(CancellationToken cancellation) =>
    new StripePayments(http, new StripeOptions { BaseUrl = stripeUrl, SecretKey = await stripeKey.GetAsync(cancellation) }, time);
