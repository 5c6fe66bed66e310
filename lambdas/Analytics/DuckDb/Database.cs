using DuckDB.NET.Data;

namespace Analytics.DuckDb;

/// <summary>A DuckDB in memory that fetches nothing from anywhere.</summary>
public sealed class Database : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    /// <param name="scratch">A folder for what does not fit into memory.</param>
    public Database(string scratch)
    {
        connection.Open();
        // Extensions would be downloaded. Times are UTC, and the files hold them without a zone.
        Run("SET autoinstall_known_extensions = false");
        Run("SET autoload_known_extensions = false");
        Run($"SET temp_directory = {Quoted(scratch)}");
    }

    public void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A query with positional parameters.</summary>
    public DuckDBCommand Query(string sql, params IEnumerable<object> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new DuckDBParameter(parameter));
        return command;
    }

    public void Dispose() => connection.Dispose();

    /// <summary>A text as a literal of SQL.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
