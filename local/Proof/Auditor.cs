using System.Text;
using System.Text.Json.Nodes;
using Local.Faults;
using Local.Ses;
using Local.Stripe;

namespace Local.Proof;

/// <summary>Puts together what every book says of each purchase: provider, purchases, users, orders, logins, letters.</summary>
internal sealed class Auditor(Tables tables, Ledger ledger, Outbox outbox, FaultEngine faults)
{
    private const string Sender = "SendEmail";

    public async Task<IReadOnlyDictionary<string, PurchaseBooks>> ReadAsync(IEnumerable<string> purchaseIds, CancellationToken cancellation)
    {
        var purchases = await ByKeyAsync("Purchases", "purchaseId", cancellation);
        var users = await ByKeyAsync("Users", "pk", cancellation);
        var orders = await ByKeyAsync("Orders", "purchaseId", cancellation);
        var logins = await ByKeyAsync("SsoTokens", "loginId", cancellation);
        var money = ledger.Read();
        var charges = money.Charges.ToLookup(charge => charge.PurchaseId);
        var refunds = money.Refunds.ToLookup(refund => refund.PurchaseId);
        var letters = outbox.Emails.ToLookup(letter => PurchaseIds.In(Encoding.UTF8.GetBytes(letter.Text ?? "")).FirstOrDefault(), letter => letter.Subject);
        var lettersAtRisk = LettersAtRisk();

        return purchaseIds.ToDictionary(id => id, id => new PurchaseBooks(id)
        {
            Status = TextOf(purchases, id, "status"),
            Charges = [.. charges[id].Select(charge => charge.Amount)],
            Refunds = [.. refunds[id].Where(refund => refund.Status == "succeeded").Select(refund => refund.Amount)],
            PendingRefunds = refunds[id].Count(refund => refund.Status == "pending"),
            Entitlement = TextOf(users, $"purchase#{id}", "state"),
            UserHasProduct = UserHasProduct(users, id),
            Order = TextOf(orders, id, "state"),
            Login = TextOf(logins, id, "state"),
            WelcomeLetters = letters[id].Count(subject => subject.StartsWith("Welcome", StringComparison.Ordinal)),
            RefundLetters = letters[id].Count(subject => subject.Contains("refunded", StringComparison.Ordinal)),
            LetterWindowWasHit = lettersAtRisk.Contains(id),
        });
    }

    /// <summary>Addresses that more than one user has: the shop must never make two accounts of one.</summary>
    public async Task<IReadOnlyList<string>> UsersWithOneAddressAsync(CancellationToken cancellation) =>
    [
        .. (await tables.ItemsAsync("Users", cancellation)).Select(user => Tables.Text(user, "email")).OfType<string>()
            .GroupBy(email => email).Where(same => same.Count() > 1).Select(same => $"{same.Count()} users have one address"),
    ];

    private async Task<Dictionary<string, JsonObject>> ByKeyAsync(string table, string key, CancellationToken cancellation) =>
        (await tables.ItemsAsync(table, cancellation)).ToDictionary(item => Tables.Text(item, key)!);

    /// <summary>
    /// The one window that is documented: the mail service has a letter and the table doesn't know. A crash puts everything into it that the
    /// same invocation worked on.
    /// </summary>
    private HashSet<string> LettersAtRisk()
    {
        var hit = faults.Log.Where(fault => fault.Function == Sender && FaultKinds.OfCalls.Contains(fault.Kind)).ToList();
        var invocations = hit.Select(fault => fault.RequestId).ToHashSet();
        var neighbours = faults.RecordedCalls.Where(call => call.Function == Sender && invocations.Contains(call.RequestId));
        return hit.Select(fault => fault.PurchaseId).Concat(neighbours.Select(call => call.PurchaseId)).OfType<string>().ToHashSet();
    }

    private static string? TextOf(Dictionary<string, JsonObject> table, string key, string attribute) =>
        table.TryGetValue(key, out var item) ? Tables.Text(item, attribute) : null;

    private static bool UserHasProduct(Dictionary<string, JsonObject> users, string purchaseId) =>
        TextOf(users, $"purchase#{purchaseId}", "userId") is { } userId
        && users.TryGetValue($"user#{userId}", out var user)
        && user["products"]?["M"]?[purchaseId] is not null;
}
