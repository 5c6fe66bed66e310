using System.IO.Enumeration;
using System.Net.Http.Headers;
using Local.Deployment;
using Local.Template;
using Microsoft.AspNetCore.StaticFiles;

namespace Local.S3;

/// <summary>Puts the files of assets into a bucket, as <c>aws s3 sync</c> does for the CDK's BucketDeployment.</summary>
internal sealed class BucketUpload(S3Objects objects, IAssetCatalog assets)
{
    private const int AtOnce = 8;

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <exception cref="DeploymentException">A property asks for something else than this.</exception>
    public async Task RunAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "DestinationBucketArn", "DestinationBucketKeyPrefix", "DestinationBucketName", "Exclude", "Include", "OutputObjectKeys",
            "Prune", "RetainOnDelete", "ServiceToken", "SourceBucketNames", "SourceObjectKeys", "SystemMetadata");
        var metadata = resource.Map("SystemMetadata") ?? [];
        if (metadata.FirstOrDefault(entry => entry.Key != "cache-control") is { Key: { } other })
            throw resource.Refusal("SystemMetadata", $"has {other}; the local cloud sets cache-control only");

        var bucket = resource.RequiredText("DestinationBucketName");
        var prefix = resource.Text("DestinationBucketKeyPrefix")?.Trim('/') is { Length: > 0 } folder ? $"{folder}/" : "";
        var filter = new Filter(resource.Texts("Exclude"), resource.Texts("Include"));
        var files = resource.Texts("SourceObjectKeys").Select(assets.PathOf).SelectMany(Files)
            .Where(file => filter.Takes(file.Name)).ToList();
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (file, stop) =>
            {
                using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file.Path, stop));
                content.Headers.ContentType = new MediaTypeHeaderValue(
                    ContentTypes.TryGetContentType(file.Name, out var type) ? type : "binary/octet-stream");
                await objects.PutAsync(bucket, prefix + file.Name, content, metadata["cache-control"]?.ToString(), stop);
            });
        if (resource.Text("Prune") is null || resource.Flag("Prune"))
            await PruneAsync(bucket, prefix, filter, files.ConvertAll(file => file.Name), cancellation);
    }

    /// <summary>Takes away what no source has, except what the filter leaves out: that is another upload's.</summary>
    private async Task PruneAsync(string bucket, string prefix, Filter filter, List<string> names, CancellationToken cancellation)
    {
        foreach (var key in await objects.ListAsync(bucket, prefix, cancellation))
        {
            var name = key[prefix.Length..];
            if (filter.Takes(name) && !names.Contains(name))
                await objects.DeleteAsync(bucket, key, cancellation);
        }
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => (Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), path));

    /// <summary>Excludes, then includes again, as the AWS CLI reads the options in this order. <c>*</c> matches across folders.</summary>
    private sealed record Filter(IReadOnlyList<string> Exclude, IReadOnlyList<string> Include)
    {
        public bool Takes(string name) => !Exclude.Any(Matches(name)) || Include.Any(Matches(name));

        private static Func<string, bool> Matches(string name) =>
            pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }
}
