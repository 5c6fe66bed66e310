using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Local.Ops.Aws;
using Local.Ops.Queues;
using Platform.DynamoDb;

namespace Local.Ops.Facts;

/// <summary>Gathers what every service knows of one purchase. Reads only.</summary>
internal sealed class FactsReader(OperatorAws aws)
{
    private static readonly string[] Letters = ["welcome-receipt", "refund-notice"];

    private readonly SagaReader sagas = new(aws);
    private readonly DeadLetters deadLetters = new(aws);

    /// <returns>Null when there is no such purchase.</returns>
    public async Task<PurchaseFacts?> ReadAsync(string purchaseId, CancellationToken cancellation)
    {
        if (await FindPurchaseAsync(purchaseId, cancellation) is not { } purchase)
            return null;
        var stuck = deadLetters.PeekAllAsync(cancellation);
        var facts = await ReadAsync(purchase, [], cancellation);
        return facts with { DeadLetters = [.. (await stuck).Where(letter => letter.PurchaseId == purchaseId)] };
    }

    /// <param name="dead">What is in the queues for what could not be processed, read once for many purchases.</param>
    public async Task<PurchaseFacts> ReadAsync(PurchaseRecord purchase, IReadOnlyList<DeadLetter> dead, CancellationToken cancellation)
    {
        var id = purchase.PurchaseId;
        var saga = sagas.FindAsync(id, cancellation);
        var refund = sagas.FindAsync(SagaInput.RefundExecutionName(id), cancellation);
        var user = FindAsync("Users", "pk", $"purchase#{id}", cancellation);
        var order = FindAsync("Orders", "purchaseId", id, cancellation);
        var login = FindAsync("SsoTokens", "loginId", id, cancellation);
        var letters = await Task.WhenAll(Letters.Select(kind => LetterAsync(id, kind, cancellation)));
        return new PurchaseFacts(
            purchase, await saga, await refund,
            await user is { } entitlement
                ? new(entitlement.GetText("state"), entitlement.TextOrNull("userId"), IsTrue(entitlement, "isNewUser")) : null,
            await order is { } ordered ? new(ordered.GetText("state"), ordered.TimeOrNull("updatedAt")) : null,
            await login is { } token ? new(token.GetText("state"), token.TimeOrNull("expiresAt"), IsTrue(token, "renewed")) : null,
            [.. letters.OfType<LetterRecord>()],
            [.. dead.Where(letter => letter.PurchaseId == id)]);
    }

    public async Task<PurchaseRecord?> FindPurchaseAsync(string purchaseId, CancellationToken cancellation) =>
        await FindAsync("Purchases", "purchaseId", purchaseId, cancellation) is { } item ? Read(item) : null;

    private static PurchaseRecord Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), JsonSerializer.Deserialize<PurchaseStatus>($"\"{item.GetText("status")}\""),
        item.GetText("productId"), item.GetNumber("amount"), item.GetText("currency"),
        item.GetTime("createdAt"), item.GetTime("leaseUntil"))
    {
        ChargeId = item.TextOrNull("paymentIntentId"),
        DeclineCode = item.TextOrNull("declineCode"),
        PaidAt = item.TimeOrNull("paidAt"),
        AccountCreatedAt = item.TimeOrNull("accountCreatedAt"),
        CompletedAt = item.TimeOrNull("completedAt"),
        RefundedAt = item.TimeOrNull("refundedAt"),
        NeedsAttentionSince = item.TimeOrNull("needsAttentionSince"),
        RefundId = item.TextOrNull("refundId"),
        FailureReason = item.TextOrNull("failureReason"),
    };

    private async Task<LetterRecord?> LetterAsync(string purchaseId, string kind, CancellationToken cancellation) =>
        await FindAsync("Notifications", "notificationId", $"{purchaseId}#{kind}", cancellation) is { } letter
            ? new(kind, letter.TimeOrNull("sentAt"), letter.TextOrNull("sesMessageId"))
            : null;

    /// <summary>The login tokens may be in Valkey, where an operator's hands don't reach: a table that isn't there has no items.</summary>
    private async Task<Dictionary<string, AttributeValue>?> FindAsync(
        string table, string key, string value, CancellationToken cancellation)
    {
        if (table == "SsoTokens" && !aws.Map.Tables.ContainsKey(table))
            return null;
        var answer = await aws.DynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = aws.Map.TableOf(table),
            Key = new() { [key] = Item.Text(value) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists() ? answer.Item : null;
    }

    private static bool IsTrue(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var flag) && flag.BOOL == true;
}
