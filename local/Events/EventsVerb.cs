using System.CommandLine;
using Local.Cli;

namespace Local.Events;

/// <summary><c>events</c>: the event catalog, compared with the contracts or written anew.</summary>
internal static class EventsVerb
{
    public static Command Create()
    {
        var check = new Option<bool>("--check")
        {
            Description = "Fail if the documents are not those of the code, or break the last release",
        };
        var write = new Option<bool>("--write") { Description = "Write the documents of the code" };
        var release = new Option<bool>("--release")
        {
            Description = "Write them, and make them the release that later ones are compared with",
        };
        var breaking = new Option<bool>("--breaking") { Description = "With --release: a new major version, which may break the last one" };
        var verb = new Command("events", $"Shows the event catalog in {CatalogFolder.Place}, which is generated from lambdas/Contracts.")
        {
            check, write, release, breaking,
        };
        verb.Validators.Add(result =>
        {
            if (new[] { check, write, release }.Count(result.GetValue) > 1)
                result.AddError("--check, --write and --release don't go together.");
            if (result.GetValue(breaking) && !result.GetValue(release))
                result.AddError("--breaking needs --release.");
        });
        verb.SetAction(async (arguments, _) =>
        {
            var folder = new CatalogFolder(Path.Combine(Repository.Find().Root, CatalogFolder.Place));
            var catalog = EventCatalog.OfContracts();
            if (arguments.GetValue(release))
                await Console.Out.WriteLineAsync($"Released {folder.Release(catalog, arguments.GetValue(breaking)).ToString(3)}.");
            else if (arguments.GetValue(write))
                await SayAsync(folder.Write(catalog).Select(file => $"wrote {CatalogFolder.Place}/{file}"), orElse: "Nothing has changed.");
            else if (arguments.GetValue(check))
                return await CheckAsync(folder, catalog);
            else
                await SayAsync(Overview(folder, catalog), orElse: "");
            return ExitCodes.Success;
        });
        return verb;
    }

    private static async Task<int> CheckAsync(CatalogFolder folder, EventCatalog catalog)
    {
        var (differences, breaks) = (folder.DifferencesTo(catalog), folder.BreaksIn(catalog));
        foreach (var file in differences)
            await Console.Error.WriteLineAsync($"{CatalogFolder.Place}/{file} is not what the code says: write it with events --write.");
        foreach (var found in breaks)
            await Console.Error.WriteLineAsync($"breaks {folder.Releases[^1].ToString(3)}: {found}");
        if (differences.Count + breaks.Count > 0)
            return ExitCodes.Failure;
        await Console.Out.WriteLineAsync($"{CatalogFolder.Place} is what the code says: {folder.VersionOf(catalog)}.");
        return ExitCodes.Success;
    }

    private static IEnumerable<string> Overview(CatalogFolder folder, EventCatalog catalog)
    {
        yield return $"Version {folder.VersionOf(catalog)}, in {CatalogFolder.Place}; released: {string.Join(", ", folder.Releases)}";
        foreach (var (name, schema) in catalog.Schemas)
            yield return $"  {EventCatalog.FileOf(name),-33} {EventCatalog.DescriptionOf(schema)}";
        yield return $"  {AsyncApi.FileName,-33} The topic and its messages.";
    }

    private static async Task SayAsync(IEnumerable<string> lines, string orElse)
    {
        foreach (var line in lines.DefaultIfEmpty(orElse))
            await Console.Out.WriteLineAsync(line);
    }
}
