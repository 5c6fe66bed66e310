using System.Globalization;
using System.Text.Json.Nodes;
using Local.Endpoint;

namespace Local.Bench;

/// <summary>What a benchmark measured.</summary>
internal sealed record BenchReport(
    int Purchases, int Concurrency, TimeSpan Elapsed, Latencies Checkout, Latencies Login, IReadOnlyDictionary<AwsOperation, long> Calls,
    IReadOnlyDictionary<string, int> Failures)
{
    private static readonly double[] Percentiles = [50, 95, 99];

    public int NotCompleted => Purchases - Login.Count;

    private double PerSecond => Login.Count / Elapsed.TotalSeconds;

    /// <summary>A table for people and one line of JSON for programs.</summary>
    public void Print(TextWriter output)
    {
        Line(output, $"");
        Line(output, $"                        p50 ms    p95 ms    p99 ms");
        Line(output, $"checkout              {Row(Checkout)}");
        Line(output, $"checkout → login link {Row(Login)}");
        Line(output, $"");
        Line(output, $"purchases per second  {PerSecond,8:0.0}   ({Login.Count} of {Purchases} completed in {Elapsed.TotalSeconds:0.0} s, {Concurrency} at a time)");
        Line(output, $"AWS calls a purchase  {Calls.Values.Sum() / (double)Purchases,8:0.0}   (about {Prices.PerThousandPurchases(Calls, Purchases):0.00} USD per 1,000 purchases, without compute and storage)");
        foreach (var service in ByService())
            Line(output, $"  {service.Name,-20}{service.PerPurchase,8:0.0}   {service.Operations}");
        foreach (var (message, count) in Failures)
            Line(output, $"failed {count} times: {message}");
        Line(output, $"not completed         {NotCompleted,8}");
        Line(output, $"{ToJson().ToJsonString()}");
    }

    private JsonObject ToJson() => new()
    {
        ["purchases"] = Purchases,
        ["concurrency"] = Concurrency,
        ["seconds"] = Rounded(Elapsed.TotalSeconds),
        ["purchasesPerSecond"] = Rounded(PerSecond),
        ["checkoutMilliseconds"] = ToJson(Checkout),
        ["checkoutToTokenMilliseconds"] = ToJson(Login),
        ["awsCallsPerPurchase"] = Rounded(Calls.Values.Sum() / (double)Purchases),
        ["awsCallsPerPurchaseByService"] = new JsonObject(
            ByService().Select(service => KeyValuePair.Create(service.Name, (JsonNode?)Rounded(service.PerPurchase)))),
        ["usdPerThousandPurchases"] = Rounded(Prices.PerThousandPurchases(Calls, Purchases)),
        ["notCompleted"] = NotCompleted,
    };

    private IEnumerable<(string Name, double PerPurchase, string Operations)> ByService() => Calls
        .GroupBy(call => call.Key.Service)
        .Select(service => (
            service.Key, service.Sum(call => call.Value) / (double)Purchases,
            string.Join(", ", service.OrderByDescending(call => call.Value).Select(
                call => string.Create(CultureInfo.InvariantCulture, $"{call.Key.Name} {call.Value / (double)Purchases:0.0}")))))
        .OrderByDescending(service => service.Item2);

    private static JsonObject ToJson(Latencies latencies) => new(Percentiles.Select(percent =>
        KeyValuePair.Create($"p{percent:0}", double.IsNaN(latencies.Percentile(percent)) ? null : (JsonNode?)Rounded(latencies.Percentile(percent)))));

    private static double Rounded(double value) => Math.Round(value, 2);

    private static string Row(Latencies latencies) =>
        string.Concat(Percentiles.Select(percent => string.Create(CultureInfo.InvariantCulture, $"{latencies.Percentile(percent),10:0.0}")))[2..];

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
