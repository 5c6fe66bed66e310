using Analytics.Lake;
using Parquet;
using Parquet.Schema;

namespace Analytics.CaptureChanges;

/// <summary>Writes changes as one Parquet file with one row group.</summary>
public static class ParquetChanges
{
    public static async Task<byte[]> WriteAsync(LakeTable table, IReadOnlyList<Change> changes)
    {
        var schema = new ParquetSchema(table.Columns.Select(Field));
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, file))
        {
            using var rows = writer.CreateRowGroup();
            for (var i = 0; i < table.Columns.Count; i++)
                await WriteAsync(rows, schema.DataFields[i], table.Columns[i].Type, [.. changes.Select(change => change.Values[i])]);
            rows.CompleteValidate();
        }
        return file.ToArray();
    }

    private static DataField Field(LakeColumn column) => column.Type switch
    {
        LakeType.Text or LakeType.Email or LakeType.EmailKey or LakeType.UserId => new DataField<string>(column.Name, nullable: true),
        LakeType.Amount => new DecimalDataField(column.Name, LakeTypes.AmountPrecision, LakeTypes.AmountScale, isNullable: true),
        // Without a zone: engines would show it in the zone of the session.
        LakeType.Time => new DateTimeDataField(
            column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true),
        LakeType.Flag => new DataField<bool>(column.Name, nullable: true),
        LakeType.WholeNumber => new DataField<long>(column.Name, nullable: true),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static async Task WriteAsync(ParquetRowGroupWriter rows, DataField field, LakeType type, object?[] values)
    {
        switch (type)
        {
            case LakeType.Amount:
                await rows.WriteAsync<decimal>(field, Cells<decimal>(values));
                break;
            case LakeType.Time:
                await rows.WriteAsync<DateTime>(field, Cells<DateTime>(values));
                break;
            case LakeType.Flag:
                await rows.WriteAsync<bool>(field, Cells<bool>(values));
                break;
            case LakeType.WholeNumber:
                await rows.WriteAsync<long>(field, Cells<long>(values));
                break;
            default:
                await rows.WriteAsync(field, Array.ConvertAll(values, value => (string?)value));
                break;
        }
    }

    private static ReadOnlyMemory<T?> Cells<T>(object?[] values) where T : struct => Array.ConvertAll(values, value => (T?)value);
}
