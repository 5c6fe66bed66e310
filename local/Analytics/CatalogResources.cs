using Local.Deployment;

namespace Local.Analytics;

/// <summary>
/// The lake's catalog and its named queries. No Athena runs here; what they say is held against what is here: tables lie in a bucket of the
/// templates, and queries are asked in a workgroup of them.
/// </summary>
internal sealed class CatalogResources(LocalCloudOptions options) : IResourceHandler
{
    private const string Database = "AWS::Glue::Database";
    private const string Table = "AWS::Glue::Table";
    private const string WorkGroup = "AWS::Athena::WorkGroup";
    private const string NamedQuery = "AWS::Athena::NamedQuery";

    private readonly HashSet<string> databases = [];
    private readonly HashSet<string> workGroups = [];

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Database] = (Fidelity.Checked, "the names that tables refer to; there is no Glue"),
        [Table] = (Fidelity.Checked, "address and format of the files; there is no Glue"),
        [WorkGroup] = (Fidelity.NotEmulated, "there is no Athena; DuckDB reads the same files"),
        [NamedQuery] = (Fidelity.Checked, "database and workgroup; there is no Athena, DuckDB runs the same SQL"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => Task.FromResult(resource.Type switch
    {
        Database => CreateDatabase(resource),
        Table => CreateTable(resource),
        WorkGroup => CreateWorkGroup(resource),
        _ => CreateQuery(resource),
    });

    private DeployedResource CreateDatabase(TemplateResource resource)
    {
        resource.AllowOnly("CatalogId", "DatabaseInput");
        var name = resource.Map("DatabaseInput")?["Name"]?.ToString() ?? throw resource.Refusal("DatabaseInput", "needs a Name");
        databases.Add(name);
        return Named(name);
    }

    private DeployedResource CreateTable(TemplateResource resource)
    {
        resource.AllowOnly("CatalogId", "DatabaseName", "TableInput");
        Require(resource, "DatabaseName", databases);
        var table = resource.Map("TableInput")!;
        var location = table["StorageDescriptor"]?["Location"]?.ToString() ?? "";
        if (!location.StartsWith("s3://", StringComparison.Ordinal) || !location.EndsWith('/'))
            throw resource.Refusal("TableInput", $"has the location '{location}', which is no folder of a bucket");
        if (table["Parameters"]?["storage.location.template"]?.ToString() is { } template
            && !template.StartsWith(location, StringComparison.Ordinal))
            throw resource.Refusal("TableInput", $"has partitions at {template}, outside of its location {location}");
        return Named(table["Name"]?.ToString() ?? throw resource.Refusal("TableInput", "needs a Name"));
    }

    private DeployedResource CreateWorkGroup(TemplateResource resource)
    {
        var name = resource.RequiredText("Name");
        workGroups.Add(name);
        return Named(name);
    }

    private DeployedResource CreateQuery(TemplateResource resource)
    {
        resource.AllowOnly("Name", "Description", "Database", "QueryString", "WorkGroup");
        Require(resource, "Database", databases);
        Require(resource, "WorkGroup", workGroups);
        return new(resource.LogicalId, new Dictionary<string, string> { ["NamedQueryId"] = $"{options.AccountId}-{resource.LogicalId}" });
    }

    private static void Require(TemplateResource resource, string property, HashSet<string> known)
    {
        if (!known.Contains(resource.RequiredText(property)))
            throw resource.Refusal(property, $"is {resource.Text(property)}, which no template has");
    }

    private static DeployedResource Named(string name) => new(name, new Dictionary<string, string>());
}
