using System.Text;

namespace Analytics.Lake;

/// <summary>A column as every engine sees it.</summary>
public sealed record LakeColumn(string Name, LakeType Type);

/// <summary>An attribute of a source table's items that the lake keeps.</summary>
/// <param name="Name">As in the source table.</param>
public sealed record LakeAttribute(string Name, LakeType Type)
{
    /// <summary>The name in lower case with underscores: Glue knows no upper case.</summary>
    public string ColumnName { get; } = SnakeCase(Name);

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }
}

/// <summary>
/// The changes of one source table, a row each, in Debezium's form: what happened, the item before and after it. The state of the item is
/// spread over columns with the prefixes <c>before_</c> and <c>after_</c>.
/// </summary>
/// <param name="Name">The name in the lake.</param>
/// <param name="Key">The partition key of the source table, one of the attributes.</param>
/// <param name="LeftOut">Attributes that the lake does not get, because nobody may or needs to ask about them.</param>
public sealed record LakeTable(string Name, string Key, IReadOnlyList<LakeAttribute> Attributes, IReadOnlyList<string> LeftOut)
{
    /// <summary>All columns, in the order of the files. The partition column <see cref="LakeSchema.Day"/> is not among them.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; } =
    [
        .. LakeSchema.Envelope,
        .. Attributes.Select(attribute => new LakeColumn($"before_{attribute.ColumnName}", attribute.Type)),
        .. Attributes.Select(attribute => new LakeColumn($"after_{attribute.ColumnName}", attribute.Type)),
    ];

    /// <summary>The environment variable that tells the capture the ARN of the source table's stream.</summary>
    public string StreamVariable => $"{Name.ToUpperInvariant()}_STREAM_ARN";

    /// <summary>The type of the partition key.</summary>
    public LakeType KeyType => Attributes.Single(attribute => attribute.Name == Key).Type;
}
