using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Emulators;
using Local.Endpoint;

namespace Local.DynamoDb;

/// <summary>Passes DynamoDB and DynamoDB Streams calls to DynamoDB Local, to the database that holds the table.</summary>
public sealed class DynamoDbService(DynamoDbLocal emulator, Forwarder forwarder, LocalCloudOptions options, DataFolder data) : IAwsService
{
    private const string EmulatorArn = "arn:aws:dynamodb:ddblocal:000000000000:";

    private readonly TableDatabases databases = new(data.Documents<string>("table-databases"));
    private readonly string arn = $"arn:aws:dynamodb:{options.Region}:{options.AccountId}:";

    public string SigningName => "dynamodb";

    public Task HandleAsync(AwsCall call)
    {
        try
        {
            var tables = TableNames.In(call.Body.Span);
            if (tables.Count == 0 && call.Operation is "ListTables" or "ListStreams")
                return ListAsync(call);
            if (call.Operation == "CreateTable" && HasStream(call.Body))
                databases.KeepApart(tables.Single());
            var needed = tables.Select(databases.Of).Distinct().ToList();
            return needed.Count > 1
                ? RefuseAsync(call, $"Tables with a stream live apart in the local cloud: one call can't span {string.Join(", ", tables)}.")
                : ForwardAsync(call, needed.FirstOrDefault(TableDatabases.Shared));
        }
        catch (JsonException exception)
        {
            return AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, "SerializationException", exception.Message);
        }
    }

    private async Task ForwardAsync(AwsCall call, string database)
    {
        if (!CarriesArns(call.Operation))
        {
            await forwarder.ForwardAsync(call, emulator.Address, call.Body, Authorization(database));
            return;
        }
        var answer = await FetchAsync(call, database, call.Body);
        await call.Http.Response.Body.WriteAsync(answer, call.Http.RequestAborted);
    }

    /// <summary>DynamoDB Local has a region and an account of its own; callers see the ones of the template.</summary>
    private async Task<byte[]> FetchAsync(AwsCall call, string database, ReadOnlyMemory<byte> body)
    {
        var request = Encoding.UTF8.GetString(body.Span).Replace(arn, EmulatorArn, StringComparison.Ordinal);
        var answer = await forwarder.FetchAsync(call, emulator.Address, Encoding.UTF8.GetBytes(request), Authorization(database));
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer)
            .Replace(EmulatorArn, arn, StringComparison.Ordinal)
            .Replace("\"awsRegion\":\"ddblocal\"", $"\"awsRegion\":\"{options.Region}\"", StringComparison.Ordinal));
    }

    /// <summary>Joins the lists of all databases in one page.</summary>
    private async Task ListAsync(AwsCall call)
    {
        var member = call.Operation == "ListTables" ? "TableNames" : "Streams";
        var all = new List<JsonNode>();
        foreach (var database in databases.All)
        {
            var page = JsonNode.Parse(await FetchAsync(call, database, "{}"u8.ToArray()))!;
            all.AddRange(page[member]?.AsArray().Select(item => item!.DeepClone()) ?? []);
        }
        var sorted = all.OrderBy(item => item.ToString(), StringComparer.Ordinal);
        await call.Http.Response.WriteAsync(new JsonObject { [member] = new JsonArray([.. sorted]) }.ToJsonString(), call.Http.RequestAborted);
    }

    private string Authorization(string database) => CredentialScope.Header(database, options.Region, "dynamodb");

    private static bool CarriesArns(string operation) => operation is "CreateTable" or "DescribeTable" or "UpdateTable" or "DeleteTable"
        or "DescribeStream" or "GetShardIterator" or "GetRecords" or "ListStreams" or "TagResource" or "ListTagsOfResource";

    private static bool HasStream(ReadOnlyMemory<byte> body)
    {
        using var request = JsonDocument.Parse(body);
        return request.RootElement.TryGetProperty("StreamSpecification", out var stream)
            && stream.TryGetProperty("StreamEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.True;
    }

    private static Task RefuseAsync(AwsCall call, string message) =>
        AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, "ValidationException", message);
}
