using Amazon.StepFunctions.Model;
using Local.Ops.Aws;

namespace Local.Ops.Facts;

/// <summary>Finds executions of the saga by their names.</summary>
internal sealed class SagaReader(OperatorAws aws)
{
    /// <returns>Null when there is no such execution, or it ended more than 90 days ago.</returns>
    public async Task<SagaRun?> FindAsync(string name, CancellationToken cancellation)
    {
        var arn = aws.Map.ExecutionOf(name);
        try
        {
            var execution = await aws.StepFunctions.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = arn }, cancellation);
            var (steps, at) = SagaHistory.Read(await HistoryAsync(arn, cancellation));
            return new SagaRun(
                name, arn, StatusOf(execution.Status.Value), Time(execution.StartDate)!.Value, Time(execution.StopDate),
                execution.Error, execution.Cause, execution.RedriveStatus?.Value == "REDRIVABLE", steps, at);
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    private async Task<List<HistoryEvent>> HistoryAsync(string arn, CancellationToken cancellation)
    {
        var events = new List<HistoryEvent>();
        var request = new GetExecutionHistoryRequest { ExecutionArn = arn, MaxResults = 1000, IncludeExecutionData = false };
        do
        {
            var page = await aws.StepFunctions.GetExecutionHistoryAsync(request, cancellation);
            events.AddRange(page.Events);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
        return events;
    }

    private static SagaStatus StatusOf(string status) =>
        Enum.Parse<SagaStatus>(status.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static DateTimeOffset? Time(DateTime? time) =>
        time is { } utc ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null;
}
