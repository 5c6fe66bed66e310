using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>What the lake knows of a person.</summary>
/// <param name="Token">See <see cref="EmailTokens"/>.</param>
/// <param name="Purchases">The purchases that stand in the lake with the person.</param>
/// <param name="Files">In how many files the person is named.</param>
public sealed record PersonInLake(string Token, IReadOnlyList<string> UserIds, IReadOnlyList<string> Purchases, int Files);

/// <summary>
/// Removes people from the lake, see <see cref="ForgottenSql"/>. First they are marked, so that no run of the compaction can bring them
/// back; then every day that names them is written anew and published, and the files that named them are deleted at once: a reader in the
/// middle of a question loses its file and asks again. A run that ends anywhere between leaves days as they were or as they will be; the
/// next one does the rest.
/// </summary>
/// <param name="folder">Empty, and deleted by the caller: it holds what is to be forgotten.</param>
public sealed class LakeErasure(ILakeStore lake, DayCompaction compaction, string folder)
{
    /// <summary>One does it, one finds nothing left; more when the compaction is at work on the same days.</summary>
    private const int Rounds = 5;

    private readonly LakeCopy copy = new(lake, folder);

    /// <param name="userIds">Ids of the person that are known from elsewhere.</param>
    public async Task<PersonInLake> FindAsync(string token, IEnumerable<string> userIds, CancellationToken cancellation)
    {
        var files = await copy.RefreshAsync(cancellation);
        using var database = new Database(folder);
        var found = LakeSchema.Tables.SelectMany(table => UsersOf(database, table, PathsOf(files, table), token));
        var users = userIds.Concat(found).Distinct().ToList();
        ForgottenSql.Load(database, Forgotten.Of([token, .. users]));
        var rows = LakeSql.Rows(LakeSchema.Purchases, PathsOf(files, LakeSchema.Purchases));
        var concerns = ForgottenSql.Concerns(LakeSchema.Purchases);
        var purchases = Texts(database, $"SELECT DISTINCT item_key FROM ({rows}) WHERE {concerns} ORDER BY 1");
        return new(token, users, purchases, Naming(database, files).Count);
    }

    /// <returns>How many files named the person, or somebody whom an earlier run left, and are gone.</returns>
    /// <exception cref="ErasureIncompleteException">The compaction was faster each time; another run does the rest.</exception>
    public async Task<int> ForgetAsync(PersonInLake person, CancellationToken cancellation)
    {
        await Forgotten.Of([person.Token, .. person.UserIds]).AddToAsync(lake, cancellation);
        // Everybody's marks: a run that ended half-way may have taken the rows away that lead from the token to the user's id.
        var forgotten = await Forgotten.ReadAsync(lake, cancellation);
        var gone = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var naming = await NamingAsync(forgotten, cancellation);
            if (naming.Count == 0)
                return gone;
            foreach (var day in naming.GroupBy(file => (file.Table, file.Day)))
                gone += await RewriteAsync(day.Key.Table, day.Key.Day, [.. day.Select(file => file.Key)], cancellation);
        }
        throw new ErasureIncompleteException();
    }

    private async Task<int> RewriteAsync(LakeTable table, DateOnly day, IReadOnlyList<string> naming, CancellationToken cancellation)
    {
        var captured = naming.Where(key => key.StartsWith(LakePaths.Captured, StringComparison.Ordinal)).ToList();
        var gone = await compaction.MergeAsync(table, day, captured, cancellation);
        var manifest = await lake.FindAsync(LakePaths.Manifest(table, day), cancellation);
        var published = manifest is null ? LakeManifest.Empty : LakeManifest.Read(lake.Bucket, manifest.Content);
        // What is still published was published by somebody else meanwhile: a matter for the next round.
        foreach (var key in naming.Except(captured).Except(published.Keys))
        {
            await lake.DeleteAsync(key, cancellation);
            gone++;
        }
        return gone;
    }

    private async Task<List<CopiedFile>> NamingAsync(Forgotten forgotten, CancellationToken cancellation)
    {
        var files = await copy.RefreshAsync(cancellation);
        using var database = new Database(folder);
        ForgottenSql.Load(database, forgotten);
        return Naming(database, files);
    }

    private static List<CopiedFile> Naming(Database database, IReadOnlyList<CopiedFile> files)
    {
        var naming = LakeSchema.Tables.SelectMany(table =>
        {
            var rows = LakeSql.RowsWithFile(table, PathsOf(files, table));
            return Texts(database, $"SELECT DISTINCT filename FROM ({rows}) WHERE {ForgottenSql.Concerns(table)}");
        }).ToHashSet();
        return [.. files.Where(file => naming.Contains(file.Path))];
    }

    /// <summary>The ids beside the token, and in the key of a user's own item.</summary>
    private static List<string> UsersOf(Database database, LakeTable table, IReadOnlyList<string> paths, string token)
    {
        var tokens = table.Columns.Where(column => column.Type is LakeType.Email or LakeType.EmailKey)
            .Select(column => $"coalesce({column.Name} IN ('{token}', 'email#{token}'), false)").ToList();
        var users = table.Columns.Where(column => column.Type == LakeType.UserId).Select(column => column.Name)
            .Append(table.KeyType == LakeType.EmailKey ? "CASE WHEN item_key LIKE 'user#%' THEN split_part(item_key, '#', 2) END" : "NULL");
        return tokens.Count == 0 ? [] : Texts(database,
            $"""
            SELECT DISTINCT id FROM (
                SELECT unnest([{string.Join(", ", users)}]) AS id FROM ({LakeSql.Rows(table, paths)}) WHERE {string.Join(" OR ", tokens)}
            ) WHERE id IS NOT NULL
            """);
    }

    private static List<string> PathsOf(IReadOnlyList<CopiedFile> files, LakeTable table) =>
        [.. files.Where(file => file.Table == table).Select(file => file.Path)];

    private static List<string> Texts(Database database, string sql)
    {
        using var query = database.Query(sql);
        using var reader = query.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}

/// <summary>Files that name the person are left. The person is marked, so that they go with the next run.</summary>
public sealed class ErasureIncompleteException()
    : Exception("Files that name the person are left: the compaction was at work on them. Run it again.");
