using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace Cdk.Assets;

/// <summary>The build output of a function, used where it lies.</summary>
internal static class BuildOutput
{
    // The functions are taken from the configuration that this program was built in.
    private static readonly string Configuration =
        typeof(BuildOutput).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static Code Of(FunctionProjects projects, string project)
    {
        var folder = Path.Combine(projects.FolderOf(project), "bin", Configuration, "net10.0");
        if (!File.Exists(Path.Combine(folder, "bootstrap")))
        {
            throw new ConfigurationException(
                $"{project} isn't built: {Path.Combine(folder, "bootstrap")} is missing. "
                + $"Build it with: dotnet build -c {Configuration} {projects.FileOf(project)}");
        }

        return Code.FromAsset(folder, new Amazon.CDK.AWS.S3.Assets.AssetOptions
        {
            AssetHashType = AssetHashType.CUSTOM,
            AssetHash = HashOf(project, folder),
        });
    }

    /// <summary>Tells one build from the next by names, sizes and times; reading 100 MB on every synth would take seconds.</summary>
    private static string HashOf(string project, string folder)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(folder, file.FullName)} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}\n{string.Join('\n', files)}")));
    }
}
