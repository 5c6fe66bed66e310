using System.Globalization;
using Platform.Streams;

namespace LakeBenchmark;

/// <summary>
/// A shop's purchases as the streams tell them, three changes each and one more for a login: 90 days, three products, every third customer
/// comes back, one purchase in ten is declined and one in twenty refunded. The same number of rows is always the same business.
/// </summary>
internal sealed class Business(int rows)
{
    public const int Days = 90;
    public const string Stream = "arn:aws:dynamodb:eu-west-1:000000000000:table/purchases/stream/2026-11-23T00:00:00.000";
    public const string UsersStream = "arn:aws:dynamodb:eu-west-1:000000000000:table/users/stream/2026-11-23T00:00:00.000";
    private const int BatchSize = 1000;
    private const double ChangesOfAPurchase = 3.85;

    public static readonly DateTimeOffset LastDay = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Products = ["prod_basic_tier", "prod_premium_tier", "prod_team_tier"];

    private readonly Random random = new(20261123);

    /// <summary>Batches as Lambda gets them of a busy stream: a thousand changes.</summary>
    public IEnumerable<StreamBatch> Batches() => Changes().Take(rows).Chunk(BatchSize).Select(batch => new StreamBatch(batch));

    private IEnumerable<StreamRecord> Changes()
    {
        var purchases = (int)Math.Ceiling(rows / ChangesOfAPurchase) + 1;
        var number = 100000000000000000000m;
        for (var i = 0; i < purchases; i++)
        {
            var at = LastDay.AddDays(1 - Days).AddTicks((long)((double)i / purchases * TimeSpan.FromDays(Days).Ticks));
            Dictionary<string, StreamAttribute>? before = null;
            foreach (var after in StoryOf(i, at))
            {
                yield return Record(Stream, "purchaseId", before, after, at);
                before = after;
            }
            if (before!["status"].Text != "COMPLETED")
                continue;
            var account = new Dictionary<string, StreamAttribute>
            {
                ["pk"] = Text($"purchase#{before["purchaseId"].Text}"), ["purchaseId"] = before["purchaseId"], ["state"] = Text("GRANTED"),
            };
            yield return Record(UsersStream, "pk", account, new(account) { ["loggedInAt"] = Text(at.AddSeconds(3 + random.Next(20))) }, at);
        }

        StreamRecord Record(
            string stream, string key, Dictionary<string, StreamAttribute>? before, Dictionary<string, StreamAttribute> after, DateTimeOffset at) =>
            new(before is null ? "INSERT" : "MODIFY", new StreamChange((number++).ToString(CultureInfo.InvariantCulture), after)
            {
                OldImage = before,
                Keys = new Dictionary<string, StreamAttribute> { [key] = after[key] },
                ApproximateCreationDateTime = at.ToUnixTimeSeconds(),
            })
            {
                EventSourceArn = stream,
            };
    }

    private IEnumerable<Dictionary<string, StreamAttribute>> StoryOf(int i, DateTimeOffset at)
    {
        var product = random.Next(Products.Length);
        var customer = random.Next(3) == 0 ? random.Next(i + 1) : i;
        var paidAt = at.AddMilliseconds(300 + random.Next(700));
        var item = new Dictionary<string, StreamAttribute>
        {
            ["purchaseId"] = Text($"pur_{i:x32}"),
            ["status"] = Text("PAYMENT_PENDING"),
            ["customerEmail"] = Text($"customer{customer}@example.com"),
            ["productId"] = Text(Products[product]),
            ["amount"] = new() { Number = (9.99m + (product * 40)).ToString(CultureInfo.InvariantCulture) },
            ["currency"] = Text("USD"),
            ["createdAt"] = Text(at),
        };
        yield return new(item);
        var fate = random.Next(20);
        if (fate < 2)
        {
            yield return new(item) { ["status"] = Text("DECLINED") };
            yield return new(item) { ["status"] = Text("DECLINED"), ["failureReason"] = Text("generic_decline") };
            yield break;
        }
        item["status"] = Text("PAID");
        item["paidAt"] = Text(paidAt);
        yield return new(item);
        yield return fate == 2
            ? new(item) { ["status"] = Text("REFUNDED"), ["refundedAt"] = Text(paidAt.AddSeconds(2)), ["failureReason"] = Text("UserRefused") }
            : new(item) { ["status"] = Text("COMPLETED"), ["completedAt"] = Text(paidAt.AddMilliseconds(50 + random.Next(2000))) };
    }

    private static StreamAttribute Text(string text) => new() { Text = text };

    private static StreamAttribute Text(DateTimeOffset time) => Text(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
