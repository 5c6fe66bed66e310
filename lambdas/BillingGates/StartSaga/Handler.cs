using System.Globalization;
using BillingGates.Purchases;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Streams;

namespace BillingGates.StartSaga;

/// <summary>Reacts to a purchase becoming PAID in the purchases stream. Starts its saga, should the direct start have been lost.</summary>
/// <param name="region">This function's region: with replicated tables every region sees every change, and only the home region acts.</param>
public sealed class Handler(ISagaStarter saga, string region, ILogger log)
{
    public async Task HandleAsync(StreamRecord record, CancellationToken cancellation)
    {
        if (record.DynamoDb.NewImage is not { } purchase || Text(purchase, "status") != "PAID" || Text(purchase, "homeRegion") != region)
            return;
        var input = new SagaInput(
            Text(purchase, "purchaseId"), Text(purchase, "customerEmail"), Text(purchase, "productId"),
            decimal.Parse(purchase["amount"].Number!, CultureInfo.InvariantCulture), Text(purchase, "currency"),
            TextOrNull(purchase, "traceId"), TextOrNull(purchase, "codeChallenge"));
        await saga.StartAsync(input, cancellation);
        log.LogInformation("The saga of {PurchaseId} runs or has run", input.PurchaseId);
    }

    private static string Text(IReadOnlyDictionary<string, StreamAttribute> item, string name) =>
        TextOrNull(item, name) ?? throw new InvalidDataException($"The purchase has no attribute '{name}'.");

    private static string? TextOrNull(IReadOnlyDictionary<string, StreamAttribute> item, string name) =>
        item.TryGetValue(name, out var value) ? value.Text : null;
}
