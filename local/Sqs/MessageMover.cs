namespace Local.Sqs;

/// <summary>Carries out message move tasks.</summary>
internal sealed class MessageMover(QueueClient queues, TimeProvider clock)
{
    /// <summary>Completes when the task has ended in whatever way.</summary>
    public async Task RunAsync(MessageMove move)
    {
        try
        {
            move.End(await MoveAllAsync(move));
        }
        catch (Exception exception)
        {
            move.End(exception.Message);
        }
    }

    /// <summary>Moves as many messages as there were: what fails again and comes back meanwhile is not moved in a circle.</summary>
    /// <returns>Why it could not go on, or null.</returns>
    private async Task<string?> MoveAllAsync(MessageMove move)
    {
        while (move.Moved < move.ToMove && !move.IsCancelled)
        {
            var messages = await queues.ReceiveAsync(move.Source, Math.Min(move.Rate ?? int.MaxValue, move.ToMove - move.Moved));
            if (messages.Count == 0)
                break;
            foreach (var (index, message) in messages.Index())
            {
                var destination = move.Destination ?? QueueClient.SourceOf(message);
                if (move.IsCancelled || destination is null)
                {
                    await queues.ReturnAsync(move.Source, messages.Skip(index));
                    return destination is null ? "CouldNotDetermineMessageSource" : null;
                }
                await queues.MoveAsync(message, move.Source, destination);
                move.Moved++;
                await KeepRateAsync(move);
            }
        }
        return null;
    }

    private async Task KeepRateAsync(MessageMove move)
    {
        if (move.Rate is not { } rate)
            return;
        var rest = move.Started + TimeSpan.FromSeconds(move.Moved / (double)rate) - clock.GetUtcNow();
        if (rest > TimeSpan.Zero)
            await Task.WhenAny(Task.Delay(rest, clock), move.Cancelled);
    }
}
