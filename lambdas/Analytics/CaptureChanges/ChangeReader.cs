using System.Globalization;
using Analytics.Lake;
using Platform.Streams;
using Attributes = System.Collections.Generic.IReadOnlyDictionary<string, Platform.Streams.StreamAttribute>;

namespace Analytics.CaptureChanges;

/// <summary>Makes a row of a stream's record. No clock and no I/O: the same record makes the same row whenever it comes.</summary>
/// <param name="tables">The lake's tables by the ARN of their stream.</param>
public sealed class ChangeReader(IReadOnlyDictionary<string, LakeTable> tables, EmailTokens tokens)
{
    /// <exception cref="InvalidDataException">The record or one of its values is not what the schema says.</exception>
    public Change Read(StreamRecord record)
    {
        var table = tables.GetValueOrDefault(record.EventSourceArn ?? "") ?? throw new InvalidDataException("The stream is of no table of the lake.");
        var change = record.DynamoDb;
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(change.ApproximateCreationDateTime * 1000));
        var key = (string?)Value(change.Keys, new LakeAttribute(table.Key, table.KeyType))
            ?? throw new InvalidDataException($"A change of {table.Name} has no {table.Key}.");
        var sequenceNumber = change.SequenceNumber.PadLeft(LakeSchema.SequenceNumberLength, '0');
        var (before, after) = record.EventName switch
        {
            "INSERT" => (null, Image(change.NewImage)),
            "MODIFY" => (Image(change.OldImage), Image(change.NewImage)),
            "REMOVE" => (Image(change.OldImage), null),
            var other => throw new InvalidDataException($"{other} is no change."),
        };
        var operation = (before, after) switch { (null, _) => "c", (_, null) => "d", _ => "u" };
        return new Change(table, DateOnly.FromDateTime(at.UtcDateTime), key, sequenceNumber,
        [
            operation, at.ToUnixTimeMilliseconds(), table.Name, key, sequenceNumber,
            .. table.Attributes.Select(attribute => Value(before, attribute)),
            .. table.Attributes.Select(attribute => Value(after, attribute)),
        ]);
    }

    private static Attributes Image(Attributes? image) => image ?? throw new InvalidDataException("The record lacks an image of the item.");

    private object? Value(Attributes? item, LakeAttribute attribute)
    {
        if (item is null || !item.TryGetValue(attribute.Name, out var value))
            return null;
        try
        {
            return attribute.Type switch
            {
                LakeType.Text or LakeType.UserId => value.Text,
                LakeType.Email => value.Text is { } address ? tokens.Of(address) : null,
                LakeType.EmailKey => value.Text is { } key ? tokens.InKey(key) : null,
                LakeType.Amount => value.Number is { } number ? Amount(number) : null,
                LakeType.Time => value.Text is { } time ? Time(time) : null,
                LakeType.Flag => value.Flag,
                LakeType.WholeNumber => value.Number is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : null,
                _ => throw new InvalidDataException($"The lake knows no {attribute.Type}."),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Without the value: it may be personal.
            throw new InvalidDataException($"The attribute {attribute.Name} does not hold a value of type {attribute.Type}.");
        }
    }

    private static decimal Amount(string number)
    {
        var amount = decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        return amount == decimal.Round(amount, LakeTypes.AmountScale) ? amount : throw new OverflowException();
    }

    private static DateTime Time(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
}
