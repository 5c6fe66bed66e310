namespace Local.Events;

/// <summary>The catalog's documents in the repository, and the versions that were released.</summary>
/// <param name="path">For instance <c>docs/events</c>.</param>
internal sealed class CatalogFolder(string path)
{
    public const string Place = "docs/events";

    public string Path { get; } = path;

    /// <summary>The versions that were released, the last one last.</summary>
    public IReadOnlyList<Version> Releases => Directory.Exists(Of("released"))
        ? [.. Directory.EnumerateDirectories(Of("released")).Select(VersionIn).Order()]
        : [];

    public EventCatalog Released(Version version) => EventCatalog.In(FolderOf(version));

    /// <summary>What the catalog breaks of the last release.</summary>
    public IReadOnlyList<Break> BreaksIn(EventCatalog catalog) =>
        Releases is [.., var last] ? Compatibility.Between(Released(last), catalog) : [];

    /// <summary>The version of a catalog: a release's own, or the next one's with a mark when something has changed since.</summary>
    public string VersionOf(EventCatalog catalog) => Releases switch
    {
        [] => "0.1.0-next",
        [.., var last] when Same(Released(last).SchemaFiles(), catalog.SchemaFiles()) => last.ToString(3),
        [.., var last] => $"{NextAfter(last, breaking: BreaksIn(catalog).Count > 0).ToString(3)}-next",
    };

    /// <summary>The files that a catalog has and the folder has not, or otherwise, and those that the catalog has no more.</summary>
    public IReadOnlyList<string> DifferencesTo(EventCatalog catalog)
    {
        var files = catalog.Files(VersionOf(catalog));
        return [.. files.Keys.Union(Present()).Where(file => Read(file) != files.GetValueOrDefault(file)).Order(StringComparer.Ordinal)];
    }

    /// <returns>The files that were written or deleted.</returns>
    public IReadOnlyList<string> Write(EventCatalog catalog)
    {
        var changed = DifferencesTo(catalog);
        var files = catalog.Files(VersionOf(catalog));
        Directory.CreateDirectory(Path);
        foreach (var file in changed)
        {
            if (files.TryGetValue(file, out var text))
                File.WriteAllText(Of(file), text);
            else
                File.Delete(Of(file));
        }
        return changed;
    }

    /// <summary>Makes a catalog the release that later ones are compared with.</summary>
    /// <returns>Its version.</returns>
    /// <param name="breaking">Whether it may break the last release, and is a new major version for that.</param>
    /// <exception cref="LocalCloudException">Nothing has changed, or it breaks the last release.</exception>
    public Version Release(EventCatalog catalog, bool breaking)
    {
        var last = Releases is [.., var newest] ? newest : null;
        if (last is not null && VersionOf(catalog) == last.ToString(3))
            throw new LocalCloudException($"Nothing has changed since {last.ToString(3)}.");
        if (BreaksIn(catalog) is { Count: > 0 } breaks && !breaking)
            throw new LocalCloudException($"This breaks {last!.ToString(3)}:\n{string.Join('\n', breaks)}");
        var version = last is null ? new Version(1, 0, 0) : NextAfter(last, breaking);
        Directory.CreateDirectory(FolderOf(version));
        foreach (var (file, text) in catalog.SchemaFiles())
            File.WriteAllText(System.IO.Path.Combine(FolderOf(version), file), text);
        Write(catalog);
        return version;
    }

    private static Version NextAfter(Version last, bool breaking) =>
        breaking ? new(last.Major + 1, 0, 0) : new(last.Major, last.Minor + 1, 0);

    private static bool Same(IReadOnlyDictionary<string, string> some, IReadOnlyDictionary<string, string> others) =>
        some.Count == others.Count && some.All(file => others.GetValueOrDefault(file.Key) == file.Value);

    private static Version VersionIn(string folder) =>
        Version.TryParse(System.IO.Path.GetFileName(folder), out var version) && version is { Build: >= 0, Revision: < 0 }
            ? version
            : throw new LocalCloudException($"{folder} is not named by a version, as 1.0.0 is.");

    private IEnumerable<string> Present() =>
        Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*.json").Select(file => System.IO.Path.GetFileName(file)!) : [];

    private string? Read(string file) => File.Exists(Of(file)) ? File.ReadAllText(Of(file)) : null;

    private string FolderOf(Version version) => System.IO.Path.Combine(Of("released"), version.ToString(3));

    private string Of(string name) => System.IO.Path.Combine(Path, name);
}
