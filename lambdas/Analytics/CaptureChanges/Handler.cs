using Analytics.Lake;
using Microsoft.Extensions.Logging;
using Platform.Events;
using Platform.Streams;

namespace Analytics.CaptureChanges;

/// <summary>
/// Reacts to every change of the purchases, users and orders tables. Writes them to the lake, a file for each batch and day. A record that
/// can't be read ends the batch: what stands before it is written, and it comes again, until it is given up to the failure queue.
/// </summary>
public sealed class Handler(Func<CancellationToken, ValueTask<ChangeReader>> reader, ILakeStore lake, ILogger log)
{
    public async Task<BatchAnswer> HandleAsync(StreamBatch batch, CancellationToken cancellation)
    {
        var (changes, failure) = Read(batch, await reader(cancellation));
        // A file that can't be written fails the whole batch: Lambda brings it again, and its files get the same names.
        foreach (var file in CapturedFile.Of(changes))
        {
            await lake.PutAsync(file.Key, await ParquetChanges.WriteAsync(file.Table, file.Changes), cancellation);
            log.LogInformation("{Changes} changes of {Table} captured", file.Changes.Count, file.Table.Name);
        }
        return new BatchAnswer(failure is null ? [] : [new BatchItemFailure(failure)]);
    }

    private (List<Change> Changes, string? Failure) Read(StreamBatch batch, ChangeReader reader)
    {
        var changes = new List<Change>(batch.Records.Count);
        foreach (var record in batch.Records)
        {
            try
            {
                changes.Add(reader.Read(record));
            }
            catch (InvalidDataException e)
            {
                log.LogError(e, "The change {SequenceNumber} can't be read", record.DynamoDb.SequenceNumber);
                return (changes, record.DynamoDb.SequenceNumber);
            }
        }
        return (changes, null);
    }
}
