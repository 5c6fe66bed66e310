using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.ReconcilePayments;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
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
var saga = new SagaStarter(Clients.StepFunctions(), Settings.Required("SAGA_ARN"));
var executions = new SagaExecutions(Clients.StepFunctions(), Settings.Required("SAGA_ARN"));
var reconciler = new Reconciler(purchases, PaymentsAsync, saga, executions, Settings.Required("AWS_REGION"), time);
var handler = new Handler(purchases, reconciler, CloudWatchMetrics.ForFunction(), time, log);

await Function.RunCommandAsync(
    handler.HandleAsync, ContractsJson.Default.ReconcilePayments, ContractsJson.Default.ReconcileAnswer, log);

async ValueTask<IPaymentProvider> PaymentsAsync(CancellationToken cancellation) => new StripePayments(
    http,
    new StripeOptions
    {
        BaseUrl = stripeUrl,
        SecretKey = await stripeKey.GetAsync(cancellation),
        AttemptTimeout = TimeSpan.FromSeconds(5),
        TotalTimeout = TimeSpan.FromSeconds(12), // within the lease that the reconciler takes over
    },
    time);
