using System.Globalization;
using Analytics.Lake;
using Platform.Streams;

namespace Services.Tests.Analytics.Support;

/// <summary>Records as DynamoDB's streams tell them, one after the other.</summary>
internal sealed class Stream(DateTimeOffset start)
{
    private readonly List<StreamRecord> records = [];
    private readonly Dictionary<string, Dictionary<string, StreamAttribute>> items = [];

    public IReadOnlyList<StreamRecord> Records => records;

    public static string ArnOf(LakeTable table) => $"arn:aws:dynamodb:eu-west-1:000000000000:table/{table.Name}/stream/2026-11-23T00:00:00.000";

    public static StreamAttribute Text(string value) => new() { Text = value };

    public static StreamAttribute Number(decimal value) => new() { Number = value.ToString(CultureInfo.InvariantCulture) };

    public static StreamAttribute Flag(bool value) => new() { Flag = value };

    /// <summary>A purchase from its intent to its completion: one INSERT, two MODIFY.</summary>
    public void Purchase(string id, string email = "Buyer@Example.com", decimal amount = 99.99m)
    {
        Put(LakeSchema.Purchases, id, new()
        {
            ["status"] = Text("PAYMENT_PENDING"), ["customerEmail"] = Text(email), ["productId"] = Text("prod_premium_tier"),
            ["amount"] = Number(amount), ["currency"] = Text("USD"), ["createdAt"] = Text("2026-11-23T08:00:00.1234567Z"),
            ["paymentMethod"] = Text("pm_card_visa"),
        });
        Put(LakeSchema.Purchases, id, new() { ["status"] = Text("PAID"), ["paidAt"] = Text("2026-11-23T08:00:01.0000000Z") });
        Put(LakeSchema.Purchases, id, new() { ["status"] = Text("COMPLETED"), ["completedAt"] = Text("2026-11-23T08:00:02.5000000Z") });
    }

    /// <summary>Creates an item, or changes some of its attributes.</summary>
    public void Put(LakeTable table, string key, Dictionary<string, StreamAttribute> changed)
    {
        var before = items.GetValueOrDefault(key);
        var after = new Dictionary<string, StreamAttribute>(before ?? []) { [table.Key] = Text(key) };
        foreach (var (name, value) in changed)
            after[name] = value;
        items[key] = after;
        Add(table, before is null ? "INSERT" : "MODIFY", key, before, after);
    }

    public void Delete(LakeTable table, string key)
    {
        items.Remove(key, out var before);
        Add(table, "REMOVE", key, before, null);
    }

    private void Add(
        LakeTable table, string kind, string key, Dictionary<string, StreamAttribute>? before, Dictionary<string, StreamAttribute>? after)
    {
        var number = 100000000000000000000m + records.Count;
        records.Add(new StreamRecord(kind, new StreamChange(number.ToString(CultureInfo.InvariantCulture), after)
        {
            OldImage = before,
            Keys = new Dictionary<string, StreamAttribute> { [table.Key] = Text(key) },
            ApproximateCreationDateTime = start.AddSeconds(records.Count).ToUnixTimeSeconds(),
        })
        {
            EventSourceArn = ArnOf(table),
        });
    }
}
