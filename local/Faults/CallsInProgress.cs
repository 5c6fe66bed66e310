namespace Local.Faults;

/// <summary>Counts the AWS calls that are being answered, and remembers when something was last written to a table.</summary>
internal sealed class CallsInProgress
{
    private int count;
    private long begun;
    private long lastWrite;

    public int Count => Volatile.Read(ref count);

    /// <summary>How many calls there have been; the same twice means that there was none in between.</summary>
    public long Begun => Volatile.Read(ref begun);

    /// <summary>When the last write to a table ended, as a time stamp of the machine. Its stream may hold a record unread.</summary>
    public long LastWrite => Volatile.Read(ref lastWrite);

    /// <summary>Counts a call until the result is disposed of.</summary>
    public IDisposable? Begin(string service, string operation)
    {
        // Whoever waits or looks for work without finding any isn't active.
        if ((service, operation) is ("sqs", "ReceiveMessage" or "GetQueueAttributes")
            or ("dynamodb", "GetRecords" or "GetShardIterator" or "DescribeStream"))
            return null;
        Interlocked.Increment(ref count);
        Interlocked.Increment(ref begun);
        return new Call(this, service == "dynamodb"
            && operation is "PutItem" or "UpdateItem" or "DeleteItem" or "BatchWriteItem" or "TransactWriteItems");
    }

    private sealed class Call(CallsInProgress all, bool writes) : IDisposable
    {
        public void Dispose()
        {
            if (writes)
                Volatile.Write(ref all.lastWrite, TimeProvider.System.GetTimestamp());
            Interlocked.Decrement(ref all.count);
        }
    }
}
