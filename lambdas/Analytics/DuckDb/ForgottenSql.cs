using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>
/// SQL that leaves out who is forgotten. A row about a person alone, in the users table, goes; one about a purchase stays, for the figures
/// of the past are to stay true, and loses what leads to a person: the address's token and the user's id.
/// </summary>
internal static class ForgottenSql
{
    private const string Marks = "forgotten";

    /// <summary>Tells a database who is forgotten; the rest of this class relies on it.</summary>
    public static void Load(Database database, Forgotten forgotten)
    {
        database.Run($"CREATE OR REPLACE TEMP TABLE {Marks} (mark VARCHAR)");
        if (forgotten.Marks.Count > 0)
            database.Run($"INSERT INTO {Marks} VALUES {string.Join(", ", forgotten.Marks.Select(mark => $"({Database.Quoted(mark)})"))}");
    }

    /// <summary>The table's columns, as <see cref="LakeSql.Columns"/> has them.</summary>
    public static string Columns(LakeTable table, Forgotten forgotten) =>
        forgotten.Marks.Count == 0 ? LakeSql.Columns(table) : string.Join(", ", table.Columns.Select(Column));

    /// <summary>The condition of a row that stays.</summary>
    public static string Stays(LakeTable table, Forgotten forgotten) => table.KeyType == LakeType.EmailKey && forgotten.Marks.Count > 0
        ? $"NOT coalesce({IsForgotten(InKey(LakeSchema.ItemKey))}, false)"
        : "true";

    /// <summary>The condition of a row in which somebody stands who is forgotten.</summary>
    public static string Concerns(LakeTable table) =>
        string.Join(" OR ", from identifier in table.Columns.Select(IdentifierIn).OfType<string>()
                            select $"coalesce({IsForgotten(identifier)}, false)");

    private static string Column(LakeColumn column)
    {
        var value = $"{column.Name}::{column.Type.InDuckDb()}";
        return IdentifierIn(column) is { } identifier
            ? $"CASE WHEN {IsForgotten(identifier)} THEN NULL ELSE {value} END AS {column.Name}"
            : $"{value} AS {column.Name}";
    }

    private static string IsForgotten(string identifier) => $"sha256({identifier}) IN (SELECT mark FROM {Marks})";

    private static string? IdentifierIn(LakeColumn column) => column.Type switch
    {
        LakeType.Email or LakeType.UserId => $"{column.Name}::VARCHAR",
        LakeType.EmailKey => InKey(column.Name),
        _ => null,
    };

    /// <summary>A key of several kinds has its kind before the sign.</summary>
    private static string InKey(string column) => $"split_part({column}::VARCHAR, '#', 2)";
}
