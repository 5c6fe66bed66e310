using Analytics.DuckDb;
using Analytics.Lake;
using Analytics.RunReport;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

/// <summary>A report over the lake as it stands when it is asked.</summary>
public sealed class ReportRunnerTests : IDisposable
{
    private static readonly ReportRequest November = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), ReportFormat.Json);

    private readonly LakeHouse house = new();
    private readonly Stream stream = new(LakeHouse.Noon);
    private readonly string folder = Directory.CreateTempSubdirectory("reports-").FullName;
    private readonly ReportRunner runner;

    public ReportRunnerTests() => runner = new ReportRunner(new LakeReader(house.Lake, folder));

    public void Dispose()
    {
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Answer_NamesItsColumns_WithTheirTypes()
    {
        await BuyAsync("pur_1");

        var answer = await RunAsync("revenue");

        Assert.Equal(("revenue", "2026-11-01", "2026-11-30"), (answer.Report, answer.From, answer.To));
        Assert.Equal(
            ["day date", "product text", "currency text", "purchases integer", "charged number", "refunded number"],
            answer.Columns.Select(column => $"{column.Name} {column.Type}"));
        Assert.Equal([["2026-11-23", "prod_premium_tier", "USD", 1L, 20m, 0m]], answer.Rows);
    }

    [Fact]
    public async Task EveryReport_HasColumnsOfKnownTypes_AlsoOfAnEmptyLake()
    {
        foreach (var report in Report.All)
        {
            var answer = await runner.RunAsync(report, November, default);
            Assert.Empty(answer.Rows);
            Assert.NotEmpty(answer.Columns);
        }
    }

    [Fact]
    public async Task WhatIsPublishedBetweenTwoQuestions_IsInTheSecondAnswer_AndNothingOldIsKept()
    {
        await BuyAsync("pur_1");
        await RunAsync("revenue");
        await BuyAsync("pur_2");

        Assert.Equal(2L, (await RunAsync("revenue")).Rows.Single()[3]);
        Assert.Single(Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task QuestionThatIsGivenUp_Ends() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => runner.RunAsync(Report.All[0], November, new CancellationToken(canceled: true)));

    private Task<ReportAnswer> RunAsync(string name) => runner.RunAsync(Report.All.Single(report => report.Name == name), November, default);

    private async Task BuyAsync(string id)
    {
        stream.Put(LakeSchema.Purchases, id, new()
        {
            ["status"] = Stream.Text("PAID"), ["customerEmail"] = Stream.Text("ann@example.com"), ["productId"] = Stream.Text("prod_premium_tier"),
            ["amount"] = Stream.Number(20), ["currency"] = Stream.Text("USD"), ["paidAt"] = Stream.Text("2026-11-23T12:00:00Z"),
        });
        await house.CaptureAsync(stream.Records);
        await house.CompactAsync();
    }
}
