using System.Globalization;
using Local;
using Local.Lambda;
using Local.Ops.Timelines;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>What is known of a purchase that did not come to the expected end: its timeline and what the functions complained of.</summary>
internal static class Story
{
    public static async Task<string> OfAsync(LocalCloud cloud, string purchaseId)
    {
        using var timelines = await Timeline.ConnectAsync(cloud.AwsUrl, TimeProvider.System);
        var timeline = await timelines.ReadAsync(purchaseId) is { } known ? TimelineText.Of(known, TimeProvider.System.GetUtcNow()) : "";
        return $"{timeline}\n{string.Join('\n', Complaints(cloud))}";
    }

    private static IEnumerable<string> Complaints(LocalCloud cloud)
    {
        var log = cloud.Services.GetRequiredService<FunctionLog>();
        return cloud.Services.GetRequiredService<FunctionInvoker>().Functions
            .SelectMany(function => log.Read(function.Name))
            .Where(line => line.Platform || !line.Text.Contains("\"Information\"", StringComparison.Ordinal))
            .OrderBy(line => line.Time)
            .TakeLast(60)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Time:HH:mm:ss.fff} {line.Function}: {line.Text}"));
    }
}
