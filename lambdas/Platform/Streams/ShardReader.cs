using Microsoft.Extensions.Logging;
using Platform.Events;

namespace Platform.Streams;

/// <summary>
/// Runs a handler over the changes of one shard in order. The first failure ends the batch: everything from that change on comes again,
/// so order is kept and nothing is skipped.
/// </summary>
public sealed class ShardReader(Func<StreamRecord, CancellationToken, Task> handle, ILogger log)
{
    public async Task<BatchAnswer> ReadAsync(StreamBatch batch, CancellationToken cancellation)
    {
        foreach (var record in batch.Records)
        {
            try
            {
                await handle(record, cancellation);
            }
            catch (Exception e)
            {
                log.LogError(e, "The change {SequenceNumber} failed", record.DynamoDb.SequenceNumber);
                return new BatchAnswer([new BatchItemFailure(record.DynamoDb.SequenceNumber)]);
            }
        }
        return new BatchAnswer([]);
    }
}
