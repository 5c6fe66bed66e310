using System.Text.Json;

namespace Local.DynamoDb;

/// <summary>Finds the tables that a DynamoDB or DynamoDB Streams request is about, without reading its items.</summary>
internal static class TableNames
{
    /// <exception cref="JsonException">The body isn't JSON.</exception>
    public static HashSet<string> In(ReadOnlySpan<byte> body)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader, tables);
        return tables;
    }

    private static void ReadMember(ref Utf8JsonReader reader, HashSet<string> tables)
    {
        var isName = reader.ValueTextEquals("TableName"u8);
        var isArn = reader.ValueTextEquals("StreamArn"u8) || reader.ValueTextEquals("ShardIterator"u8) || reader.ValueTextEquals("ResourceArn"u8);
        var isBatch = reader.ValueTextEquals("RequestItems"u8);
        var isTransaction = reader.ValueTextEquals("TransactItems"u8);
        reader.Read();
        if ((isName || isArn) && reader.TokenType == JsonTokenType.String)
            tables.Add(FromArn(reader.GetString()!));
        else if (isBatch && reader.TokenType == JsonTokenType.StartObject)
            ReadBatch(ref reader, tables);
        else if (isTransaction && reader.TokenType == JsonTokenType.StartArray)
            ReadTransaction(ref reader, tables);
        else
            reader.Skip();
    }

    /// <summary>{ "table": requests, … }</summary>
    private static void ReadBatch(ref Utf8JsonReader reader, HashSet<string> tables)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            tables.Add(FromArn(reader.GetString()!));
            reader.Read();
            reader.Skip();
        }
    }

    /// <summary>[ { "Put": { "TableName": "table", … } }, … ]</summary>
    private static void ReadTransaction(ref Utf8JsonReader reader, HashSet<string> tables)
    {
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth < depth + 3)
                continue;
            var isName = reader.ValueTextEquals("TableName"u8);
            reader.Read();
            if (isName)
                tables.Add(FromArn(reader.GetString()!));
            else
                reader.Skip();
        }
    }

    /// <summary>The name in <c>arn:…:table/name</c>, in a stream's ARN and in the shard iterators of DynamoDB Local; or the name itself.</summary>
    private static string FromArn(string text)
    {
        var start = text.IndexOf(":table/", StringComparison.Ordinal);
        if (start < 0)
            return text;
        var name = text[(start + ":table/".Length)..];
        var end = name.IndexOfAny(['/', '|']);
        return end < 0 ? name : name[..end];
    }
}
