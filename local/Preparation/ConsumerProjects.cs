using System.Text.RegularExpressions;

namespace Local.Preparation;

/// <summary>The projects of a consumer's functions: those below the folder of its name in lambdas/.</summary>
internal static partial class ConsumerProjects
{
    /// <exception cref="LocalCloudException">It has none, or the name can't be one.</exception>
    public static IEnumerable<string> Of(Repository repository, string consumer)
    {
        RequireName(consumer);
        var folder = Path.Combine(repository.Root, "lambdas", consumer);
        var projects = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories) : [];
        return projects.Length > 0
            ? projects
            : throw new LocalCloudException(
                $"There is no consumer {consumer}: {folder} has no project. Make one with: new consumer {consumer}");
    }

    /// <summary>A consumer's name is a class, a folder, a stack and, in words, a queue.</summary>
    /// <exception cref="LocalCloudException">The name can't be all of these.</exception>
    public static void RequireName(string name)
    {
        if (!Name().IsMatch(name))
        {
            throw new LocalCloudException(
                $"'{name}' can't be a consumer's name: 2 to 40 letters and digits, beginning with a capital letter, as in CrmSync.");
        }
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{1,39}$")]
    private static partial Regex Name();
}
