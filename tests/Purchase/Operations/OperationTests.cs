using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Local.Endpoint;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests.Operations;

/// <summary>Any SDK works at the AWS endpoint for whatever the platform does; what nobody emulates is refused by its name.</summary>
[Collection(nameof(OpenShop))]
public class OperationTests(Shop shop, Workbench bench) : IClassFixture<Workbench>
{
    /// <summary>Permissions of roles that no client of the platform uses at the AWS endpoint.</summary>
    private static readonly Dictionary<string, string> NotCalled = new()
    {
        ["logs:"] = "Lambda and Step Functions write their own logs",
        ["xray:"] = "Lambda and Step Functions send their own traces",
        ["kms:Decrypt"] = "SNS and SQS decrypt for the caller",
        ["kms:GenerateDataKey"] = "SNS and SQS encrypt for the caller",
    };

    public static TheoryData<string, string> Proven
    {
        get
        {
            var operations = new TheoryData<string, string>();
            foreach (var (service, name) in Proofs.All.Keys)
                operations.Add(service, name);
            return operations;
        }
    }

    [Theory]
    [MemberData(nameof(Proven))]
    public Task Operation_WorksWithItsSdkClient(string service, string operation) => Proofs.All[new AwsOperation(service, operation)](bench);

    [Fact]
    public void EveryPermissionOfARole_IsProven()
    {
        var permitted = Permitted().Where(action => !NotCalled.Keys.Any(prefix => action.StartsWith(prefix, StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(permitted);
        Assert.All(permitted.Select(OperationOf), operation => Assert.Contains(operation, Proofs.All));
    }

    [Fact]
    public async Task EveryCallOfAPurchase_IsProven()
    {
        var before = shop.Cloud.Calls.Snapshot();
        var (completed, refunded) = (await shop.BuyAsync(), await shop.BuyAsync(Shop.NewEmail("blocked.example")));
        await shop.RedeemAsync(await shop.LoginTokenAsync(completed), null);
        await shop.WaitForAsync(refunded, "REFUNDED");

        var after = shop.Cloud.Calls.Snapshot();
        var called = after.Keys.Where(operation => after[operation] > before.GetValueOrDefault(operation)).ToList();
        Assert.Contains(new AwsOperation("states", "StartExecution"), called);
        Assert.All(called, operation => Assert.Contains(operation, Proofs.All));
    }

    [Fact]
    public async Task KeyOfAFunctionsRole_WorksToo()
    {
        var role = shop.Cloud.Services.GetRequiredService<FunctionInvoker>().Describe(shop.NameOf("CreateUser")).RoleArn;
        var (key, secret, token) = shop.Cloud.Services.GetRequiredService<IRoleCredentials>().For(role);
        using var client = new AmazonDynamoDBClient(new SessionAWSCredentials(key, secret, token), bench.At(new AmazonDynamoDBConfig()));
        var users = (await shop.DynamoDb.ListTablesAsync()).TableNames.Single(table => table.Contains("Users", StringComparison.Ordinal));

        var found = await client.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes>
        {
            [users] = new() { Keys = [new() { ["pk"] = new("nobody") }] },
        });
        Assert.Equal(HttpStatusCode.OK, found.HttpStatusCode);
        var refused = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.ScanAsync(new ScanRequest(users)));
        Assert.Equal("AccessDeniedException", refused.ErrorCode);
    }

    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.CreateGlobalTable", "CreateGlobalTable")]
    [InlineData("dynamodb", "DynamoDB_20120810.ExecuteStatement", "ExecuteStatement")]
    [InlineData("kms", "TrentService.ReplicateKey", "ReplicateKey")]
    [InlineData("secretsmanager", "secretsmanager.RotateSecret", "RotateSecret")]
    [InlineData("sqs", "AmazonSQS.AddPermission", "AddPermission")]
    [InlineData("ssm", "AmazonSSM.GetParameterHistory", "GetParameterHistory")]
    [InlineData("states", "AWSStepFunctions.CreateActivity", "CreateActivity")]
    [InlineData("rekognition", "RekognitionService.DetectFaces", "DetectFaces")]
    public Task UnknownOperationOfAJsonService_Is501_AndNamed(string service, string target, string name) =>
        AssertNamedAsync(HttpMethod.Post, service, "/", "{}", "application/x-amz-json-1.0", target, "\"__type\":\"UnknownOperationException\"", name);

    [Theory]
    [InlineData("sns", "ListPhoneNumbersOptedOut")]
    [InlineData("ses", "CreateTemplate")]
    public Task UnknownOperationOfAQueryService_Is501_AndNamed(string service, string action)
    {
        var body = $"Action={action}&Version=2010-03-31";
        return AssertNamedAsync(
            HttpMethod.Post, service, "/", body, "application/x-www-form-urlencoded", null, "<Code>InvalidAction</Code>", action);
    }

    [Theory]
    [InlineData("GET", "s3", "/bucket?versioning", "GetBucketVersioning", "<Code>NotImplemented</Code>")]
    [InlineData("PUT", "s3", "/bucket/key?tagging", "PutObjectTagging", "<Code>NotImplemented</Code>")]
    [InlineData("POST", "lambda", "/2015-03-31/functions", "CreateFunction", "UnknownOperationException")]
    public Task UnknownOperationOfARestService_Is501_AndNamed(string method, string service, string path, string name, string code) =>
        AssertNamedAsync(new HttpMethod(method), service, path, "{}", "application/json", null, code, name);

    private async Task AssertNamedAsync(
        HttpMethod method, string service, string path, string body, string contentType, string? target, string code, string name)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(shop.Cloud.AwsUrl, path));
        request.Headers.TryAddWithoutValidation("Authorization", CredentialScope.Header(CredentialRegistry.DeveloperKey, "eu-west-1", service));
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains(name, text, StringComparison.Ordinal);
    }

    /// <summary>What the policies of the templates' roles allow, but for the function whose work the local cloud does itself.</summary>
    private IEnumerable<string> Permitted() => shop.Cloud.Deployment.Resources
        .Select(resource => resource.Definition)
        .Where(policy => policy.Type == "AWS::IAM::Policy" && !policy.Path.Contains("CDKBucketDeployment", StringComparison.Ordinal))
        .SelectMany(policy => policy.Properties["PolicyDocument"]!["Statement"]!.AsArray())
        .Select(statement => statement!["Action"]!)
        .SelectMany(actions => actions is JsonArray several ? several.Select(action => action!.ToString()) : [actions.ToString()])
        .Distinct();

    /// <summary>The operation that an action permits; where the two differ in name, as the service authorization reference has it.</summary>
    private static AwsOperation OperationOf(string action) => action switch
    {
        "lambda:InvokeFunction" => new("lambda", "Invoke"),
        "s3:ListBucket" => new("s3", "ListObjectsV2"),
        _ => new(action.Split(':')[0], action.Split(':')[1]),
    };
}
