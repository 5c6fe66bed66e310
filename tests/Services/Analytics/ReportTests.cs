using Analytics.Lake;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

/// <summary>The reports' SQL over a small business whose figures are known. Athena runs the same text.</summary>
public sealed class ReportTests : IAsyncLifetime, IDisposable
{
    private readonly LakeHouse house = new();

    public async Task InitializeAsync()
    {
        // October: Ann buys. November 22nd: Ann again, and Ben, who is refunded. 23rd: Cleo, and two who don't pay.
        var october = new Stream(new DateTimeOffset(2026, 10, 5, 10, 0, 0, TimeSpan.Zero));
        Buy(october, "pur_1", "ann@example.com", "2026-10-05T10:00:00Z", 10m, milliseconds: 1000);
        var sunday = new Stream(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        Buy(sunday, "pur_2", "ann@example.com", "2026-11-22T10:00:00Z", 20m, milliseconds: 3000);
        Buy(sunday, "pur_3", "ben@example.com", "2026-11-22T10:00:10Z", 20m, milliseconds: null);
        sunday.Put(LakeSchema.Purchases, "pur_3", new()
        {
            ["status"] = Stream.Text("REFUNDED"), ["refundedAt"] = Stream.Text("2026-11-22T10:00:20Z"), ["failureReason"] = Stream.Text("UserRefused"),
        });
        var monday = new Stream(LakeHouse.Noon);
        Buy(monday, "pur_4", "cleo@example.com", "2026-11-23T12:00:00Z", 30m, milliseconds: 500);
        foreach (var id in (string[])["pur_5", "pur_6"])
            monday.Put(LakeSchema.Purchases, id, new() { ["status"] = Stream.Text("PAYMENT_PENDING"), ["amount"] = Stream.Number(30) });
        // Cleo logs in, on the next day; Ann has paid as a customer of old, and gets no link.
        var users = new Stream(LakeHouse.Noon.AddDays(1));
        foreach (var id in (string[])["pur_2", "pur_4"])
            users.Put(LakeSchema.Users, $"purchase#{id}", new() { ["purchaseId"] = Stream.Text(id), ["state"] = Stream.Text("GRANTED") });
        users.Put(LakeSchema.Users, "purchase#pur_4", new() { ["loggedInAt"] = Stream.Text("2026-11-24T12:00:03Z") });
        users.Put(LakeSchema.Users, "purchase#pur_4", new() { ["state"] = Stream.Text("REVOKED") });
        foreach (var stream in (Stream[])[october, sunday, monday, users])
            await house.CaptureAsync(stream.Records);
        await house.CompactAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Revenue_IsWhatWasCharged_BesideWhatWasGivenBack() => Assert.Equal(
    [
        ["2026-11-22", "prod_premium_tier", "USD", 2L, 40m, 20m],
        ["2026-11-23", "prod_premium_tier", "USD", 1L, 30m, 0m],
    ], await ReportAsync("revenue", "2026-11-01", "2026-11-30"));

    [Fact]
    public async Task Conversion_IsThePartOfCheckoutsThatEndedInALogin() => Assert.Equal(
    [
        ["2026-11-22", 2L, 2L, 1L, 0L, 0.0],
        ["2026-11-23", 3L, 1L, 1L, 1L, 1 / 3.0],
    ], await ReportAsync("conversion", "2026-11-01", "2026-11-30"));

    [Fact]
    public async Task Refunds_HaveAReason_AndARate() => Assert.Equal(
        [["2026-11-22", "UserRefused", 1L, 20m, "USD", 0.5]], await ReportAsync("refunds", "2026-11-01", "2026-11-30"));

    [Fact]
    public async Task TimeToLogin_IsThatOfTheSlowerBuyers()
    {
        var crowd = new Stream(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        for (var i = 1; i <= 100; i++)
        {
            Buy(crowd, $"pur_crowd_{i}", $"buyer{i}@example.com", "2026-12-01T00:00:00Z", 1m, milliseconds: 1);
            crowd.Put(LakeSchema.Users, $"purchase#pur_crowd_{i}", new() { ["purchaseId"] = Stream.Text($"pur_crowd_{i}") });
            crowd.Put(LakeSchema.Users, $"purchase#pur_crowd_{i}", new()
            {
                ["loggedInAt"] = Stream.Text(new DateTime(2026, 12, 1).AddMilliseconds(i * 10).ToString("O") + "Z"),
            });
            crowd.Put(LakeSchema.Users, $"purchase#pur_crowd_{i}", new() { ["state"] = Stream.Text("REVOKED") });
        }
        await house.CaptureAsync(crowd.Records);
        await house.CompactAsync();

        Assert.Equal([["2026-12-01", 100L, 500L, 950L, 990L]], await ReportAsync("time-to-login", "2026-12-01", "2026-12-31"));
    }

    [Fact]
    public async Task Customers_AreNewOnTheirFirstPurchaseEver() => Assert.Equal(
    [
        ["2026-11-22", 1L, 1L],
        ["2026-11-23", 1L, 0L],
    ], await ReportAsync("customers", "2026-11-01", "2026-11-30"));

    [Fact]
    public async Task Cohorts_ComeBackInLaterMonths() => Assert.Equal(
    [
        ["2026-10", 0L, 1L],
        ["2026-10", 1L, 1L],
        ["2026-11", 0L, 2L],
    ], await ReportAsync("cohorts", "2026-10-01", "2026-11-30"));

    [Fact]
    public async Task EveryReport_HasADescription_AndNothingToSayOfAnEmptyLake()
    {
        using var empty = new LakeHouse();
        foreach (var report in Report.All)
        {
            Assert.InRange(report.Description.Length, 20, 200);
            Assert.Empty(await empty.AskAsync(report.Sql, "2026-11-01", "2026-11-30"));
        }
        Assert.Equal(["cohorts", "conversion", "customers", "refunds", "revenue", "time-to-login"], Report.All.Select(report => report.Name));
    }

    private Task<List<object?[]>> ReportAsync(string name, string from, string to) =>
        house.AskAsync(Report.All.Single(report => report.Name == name).Sql, from, to);

    /// <param name="milliseconds">From the payment to the login; null when there was none.</param>
    private static void Buy(Stream stream, string id, string email, string paidAt, decimal amount, int? milliseconds)
    {
        stream.Put(LakeSchema.Purchases, id, new()
        {
            ["status"] = Stream.Text("PAYMENT_PENDING"), ["customerEmail"] = Stream.Text(email), ["productId"] = Stream.Text("prod_premium_tier"),
            ["amount"] = Stream.Number(amount), ["currency"] = Stream.Text("USD"), ["createdAt"] = Stream.Text(paidAt),
        });
        stream.Put(LakeSchema.Purchases, id, new() { ["status"] = Stream.Text("PAID"), ["paidAt"] = Stream.Text(paidAt) });
        if (milliseconds is not { } wait)
            return;
        var completedAt = DateTimeOffset.Parse(paidAt, null).AddMilliseconds(wait).UtcDateTime.ToString("O");
        stream.Put(LakeSchema.Purchases, id, new() { ["status"] = Stream.Text("COMPLETED"), ["completedAt"] = Stream.Text(completedAt) });
    }
}
