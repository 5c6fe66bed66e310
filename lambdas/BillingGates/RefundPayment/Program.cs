using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.RefundPayment;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;
using Platform.Metrics;
using Platform.Secrets;

using var logs = JsonLoggerProvider.ForFunction();
using var http = StripePayments.CreateHttpClient();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var stripeKey = new Secret(Clients.SecretsManager(), Settings.Required("STRIPE_SECRET_ID"), time);
var stripeUrl = new Uri(Settings.Required("STRIPE_API_URL"));
var purchases = new PurchasesTable(Clients.DynamoDb(), Settings.Required("PURCHASES_TABLE"));
var handler = new Handler(purchases, PaymentsAsync, CloudWatchMetrics.ForFunction(), log);
var saga = new SagaParticipant(Clients.StepFunctions(), nameof(UserCreationFailed), log);
var consumer = new EventConsumer(handler.HandleAsync, saga, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);

async ValueTask<IPaymentProvider> PaymentsAsync(CancellationToken cancellation) => new StripePayments(
    http,
    new StripeOptions
    {
        BaseUrl = stripeUrl,
        SecretKey = await stripeKey.GetAsync(cancellation),
        AttemptTimeout = TimeSpan.FromSeconds(3),
        TotalTimeout = TimeSpan.FromSeconds(6),
    },
    time);
