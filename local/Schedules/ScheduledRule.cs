using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Local.Schedules;

/// <summary>A rule that runs by the clock.</summary>
internal sealed record ScheduledRule(string Arn, ScheduleExpression Schedule, IReadOnlyList<ScheduledTarget> Targets);

/// <summary>A function that a rule invokes.</summary>
/// <param name="Input">The payload; null sends the rule's own event.</param>
internal sealed record ScheduledTarget(string Function, string? Input)
{
    public byte[] PayloadOf(ScheduledRule rule, DateTimeOffset now)
    {
        if (Input is not null)
            return Encoding.UTF8.GetBytes(Input);
        var arn = rule.Arn.Split(':');
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = arn[4],
            ["time"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["region"] = arn[3],
            ["resources"] = new[] { rule.Arn },
            ["detail"] = new Dictionary<string, object>(),
        });
    }
}
