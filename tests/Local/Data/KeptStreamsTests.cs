using Local.Lambda;

namespace Local.Tests.Data;

/// <summary>A stream's mapping goes on where it was: what was written meanwhile comes, what was settled doesn't come again.</summary>
public sealed class KeptStreamsTests : IDisposable
{
    private const string Resources = """
        'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
          'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}},
        'Reader': {'Type': 'AWS::Lambda::Function', 'Properties': {
          'Code': {'S3Bucket': 'assets', 'S3Key': 'function.zip'}, 'Handler': 'bootstrap', 'Runtime': 'provided.al2023', 'Timeout': 5,
          'Role': 'arn:aws:iam::000000000000:role/test'}},
        'Reading': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
          'EventSourceArn': {'Fn::GetAtt': ['Table', 'StreamArn']}, 'FunctionName': {'Ref': 'Reader'}, 'StartingPosition': 'POSITION'}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Theory]
    [InlineData("TRIM_HORIZON")]
    [InlineData("LATEST")]
    public async Task RecordsOfAPause_ComeAfterTheRestart_AndSettledOnesDoNotComeAgain(string position)
    {
        await using (var before = await StartAsync(position))
        {
            // LATEST begins when the mapping does, a moment after the start: what comes too early is not delivered.
            for (var attempt = 0; await SettledAsync(before) == 0; attempt++)
            {
                Assert.True(attempt < 30, "no position was noted down");
                await PutAsync(before, $"settled {attempt}");
            }
            await FunctionsOf(before).StopFunctionAsync(before.Ref("Reader"));
            await PutAsync(before, "late");
        }

        await using var after = await StartAsync(position);
        await PutAsync(after, "new");
        await UntilAsync(() => Task.FromResult(RecordsOf(after).Exists(text => text.Contains("\"new\"", StringComparison.Ordinal))));

        Assert.Single(RecordsOf(after), text => text.Contains("\"late\"", StringComparison.Ordinal));
        Assert.DoesNotContain(RecordsOf(after), text => text.Contains("settled 0", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<KeptCloud> StartAsync(string position) =>
        KeptCloud.StartAsync(folder, Resources.Replace("POSITION", position, StringComparison.Ordinal), "sns", "sqs", "s3");

    /// <summary>How many positions are noted down, given a second.</summary>
    private async Task<int> SettledAsync(KeptCloud cloud)
    {
        var found = 0;
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 10 && found == 0; look++)
        {
            await poll.WaitForNextTickAsync();
            found = RecordsOf(cloud).Count == 0
                ? 0
                : File.ReadLines(Path.Combine(folder, "stream-positions.jsonl")).Count(line => line.Contains("shardId", StringComparison.Ordinal));
        }
        return found;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
            await poll.WaitForNextTickAsync(deadline.Token);
    }

    private static Task PutAsync(KeptCloud cloud, string id) =>
        cloud.DynamoDb.PutItemAsync(cloud.Ref("Table"), new() { ["id"] = new() { S = id }, ["text"] = new() { S = id } });

    private static FunctionInvoker FunctionsOf(KeptCloud cloud) => cloud.Cloud.Services.GetRequiredService<FunctionInvoker>();

    private static List<string> RecordsOf(KeptCloud cloud) =>
        [.. cloud.Cloud.Services.GetRequiredService<FunctionLog>().Read(cloud.Ref("Reader"))
            .Where(line => line.Text.StartsWith("record ", StringComparison.Ordinal)).Select(line => line.Text)];
}
