using System.Net;
using System.Text;
using Local.Endpoint;
using Local.Lambda;
using Local.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Local.Tests.Iam;

/// <summary>Calls through the AWS endpoint by a role that may do one thing: what it is refused names who, what, on what and why.</summary>
public sealed class RefusedCallTests(RefusedCallTests.PolicyCloud fixture) : IClassFixture<RefusedCallTests.PolicyCloud>, IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/guest";
    private const string Here = "eu-west-1:000000000000";
    private const string Json = "application/x-amz-json-1.0";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly HttpClient client = new();

    [Theory]
    [InlineData("DynamoDB_20120810.GetItem", """{"TableName": "orders"}""", "dynamodb:GetItem", "table/orders")]
    [InlineData("DynamoDB_20120810.GetItem", $$"""{"TableName": "arn:aws:dynamodb:{{Here}}:table/orders"}""", "dynamodb:GetItem", "table/orders")]
    [InlineData("DynamoDB_20120810.Query", """{"TableName": "orders", "IndexName": "open"}""", "dynamodb:Query", "table/orders/index/open")]
    [InlineData("DynamoDB_20120810.Scan", """{"TableName": "orders"}""", "dynamodb:Scan", "table/orders")]
    [InlineData("DynamoDB_20120810.BatchGetItem", """{"RequestItems": {"allowed": {}, "orders": {}}}""", "dynamodb:BatchGetItem", "table/orders")]
    [InlineData("DynamoDB_20120810.TransactWriteItems", """{"TransactItems": [{"Put": {"TableName": "allowed"}}, {"Delete": {"TableName": "orders"}}]}""", "dynamodb:DeleteItem", "table/orders")]
    [InlineData("DynamoDB_20120810.TransactWriteItems", """{"TransactItems": [{"ConditionCheck": {"TableName": "orders"}}]}""", "dynamodb:ConditionCheckItem", "table/orders")]
    [InlineData("DynamoDB_20120810.TransactGetItems", """{"TransactItems": [{"Get": {"TableName": "orders"}}]}""", "dynamodb:GetItem", "table/orders")]
    [InlineData("DynamoDBStreams_20120810.DescribeStream", $$"""{"StreamArn": "arn:aws:dynamodb:{{Here}}:table/orders/stream/1"}""", "dynamodb:DescribeStream", "table/orders/stream/1")]
    [InlineData("DynamoDBStreams_20120810.GetRecords", """{"ShardIterator": "000|arn:aws:dynamodb:ddblocal:000000000000:table/orders/stream/1|x"}""", "dynamodb:GetRecords", "table/orders/stream/1")]
    public async Task DynamoDb_IsAskedForTheTableOrIndexOrStream(string target, string body, string action, string resource) =>
        await AssertRefusedAsync("dynamodb", target, body, action, $"arn:aws:dynamodb:{Here}:{resource}");

    [Theory]
    [InlineData("sqs", "AmazonSQS.SendMessageBatch", """{"QueueUrl": "http://sqs/000000000000/orders"}""", "sqs:SendMessage", $"arn:aws:sqs:{Here}:orders")]
    [InlineData("sqs", "AmazonSQS.GetQueueUrl", """{"QueueName": "orders"}""", "sqs:GetQueueUrl", $"arn:aws:sqs:{Here}:orders")]
    [InlineData("sqs", null, "Action=DeleteMessage&QueueUrl=http%3A%2F%2Fsqs%2F000000000000%2Forders", "sqs:DeleteMessage", $"arn:aws:sqs:{Here}:orders")]
    [InlineData("sns", null, "Action=Publish&TopicArn=arn%3Atopic", "sns:Publish", "arn:topic")]
    [InlineData("ses", null, "Action=SendEmail&Source=Shop+%3Cshop%40example.com%3E", "ses:SendEmail", $"arn:aws:ses:{Here}:identity/shop@example.com")]
    [InlineData("ses", null, "Action=SendRawEmail&RawMessage.Data=RnJvbTogU2hvcCA8c2hvcEBleGFtcGxlLmNvbT4NCg0KSGk%3D", "ses:SendRawEmail", $"arn:aws:ses:{Here}:identity/shop@example.com")]
    [InlineData("ssm", "AmazonSSM.GetParameter", """{"Name": "/shop/topic"}""", "ssm:GetParameter", $"arn:aws:ssm:{Here}:parameter/shop/topic")]
    [InlineData("secretsmanager", "secretsmanager.GetSecretValue", """{"SecretId": "arn:secret"}""", "secretsmanager:GetSecretValue", "arn:secret")]
    [InlineData("states", "AWSStepFunctions.StartExecution", $$"""{"stateMachineArn": "arn:aws:states:{{Here}}:stateMachine:saga:live"}""", "states:StartExecution", $"arn:aws:states:{Here}:stateMachine:saga")]
    [InlineData("states", "AWSStepFunctions.DescribeExecution", """{"executionArn": "arn:execution"}""", "states:DescribeExecution", "arn:execution")]
    [InlineData("states", "AWSStepFunctions.SendTaskSuccess", """{"taskToken": "no token"}""", "states:SendTaskSuccess", "*")]
    public async Task OtherServices_AreAskedForTheirResources(string service, string? target, string body, string action, string resource) =>
        await AssertRefusedAsync(service, target, body, action, resource);

    [Theory]
    [InlineData("GET", "/lake/data/1", "s3:GetObject", "arn:aws:s3:::lake/data/1")]
    [InlineData("HEAD", "/lake/data/1", null, null)]
    [InlineData("PUT", "/lake/data/1", "s3:PutObject", "arn:aws:s3:::lake/data/1")]
    [InlineData("POST", "/lake/data/1?uploads", "s3:PutObject", "arn:aws:s3:::lake/data/1")]
    [InlineData("DELETE", "/lake/data/1", "s3:DeleteObject", "arn:aws:s3:::lake/data/1")]
    [InlineData("DELETE", "/lake/data/1?uploadId=2", "s3:AbortMultipartUpload", "arn:aws:s3:::lake/data/1")]
    [InlineData("GET", "/lake?list-type=2", "s3:ListBucket", "arn:aws:s3:::lake")]
    [InlineData("GET", "/", "s3:ListAllMyBuckets", "*")]
    public async Task S3_IsAskedForTheObjectOrTheBucket(string method, string path, string? action, string? resource)
    {
        using var response = await SendAsync("s3", null, "", new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        if (action is not null)
            Assert.Contains($"<Code>AccessDenied</Code><Message>{Message(action, resource!)}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletingSeveral_TakesTheRightToDeleteEach()
    {
        const string keys = "<Delete><Object><Key>data/1</Key></Object><Object><Key>data/2</Key></Object></Delete>";
        using var response = await SendAsync("s3", null, keys, HttpMethod.Post, "/lake?delete");

        Assert.Contains(Message("s3:DeleteObject", "arn:aws:s3:::lake/data/1"), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "function:orders")]
    [InlineData("orders:live", "function:orders:live")]
    [InlineData("arn:aws:lambda:eu-west-1:000000000000:function:orders", "function:orders")]
    public async Task Lambda_IsAskedForTheFunction_WithItsQualifier(string function, string resource)
    {
        using var response = await SendAsync("lambda", null, "{}", HttpMethod.Post, $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(["AccessDeniedException"], response.Headers.GetValues("x-amzn-ErrorType"));
        Assert.Contains(Message("lambda:InvokeFunction", $"arn:aws:lambda:{Here}:{resource}"), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alias/shop")]
    [InlineData($"arn:aws:kms:{Here}:alias/shop")]
    public async Task Alias_IsAskedForAsItsKey_AndASecretsNameAsItsArn(string alias)
    {
        await AssertRefusedAsync("kms", "TrentService.Sign", $$"""{"KeyId": "{{alias}}"}""", "kms:Sign", fixture.Attribute("Key", "Arn"));
        await AssertRefusedAsync(
            "secretsmanager", "secretsmanager.GetSecretValue", """{"SecretId": "shop-secret"}""", "secretsmanager:GetSecretValue", fixture.Ref("Secret"));
    }

    [Fact]
    public async Task SnsHasItsOwnNameForTheError()
    {
        using var response = await SendAsync("sns", null, "Action=Publish&TopicArn=arn%3Atopic");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("<Code>AuthorizationError</Code>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SnsHasANameForTheKeyOfATopic_Too()
    {
        var http = new DefaultHttpContext();
        http.Response.Body = new MemoryStream();
        await AwsErrors.WriteAccessDeniedAsync(http, AwsProtocol.Query, "sns", new Refusal("No.", "kms:GenerateDataKey"));
        http.Response.Body.Position = 0;

        Assert.Equal(StatusCodes.Status400BadRequest, http.Response.StatusCode);
        Assert.Contains("<Code>KMSAccessDenied</Code>", await new StreamReader(http.Response.Body).ReadToEndAsync(), StringComparison.Ordinal);
    }

    /// <summary>The table's service is replaced, and answers nobody: the call was let through, and not before it had been allowed.</summary>
    [Fact]
    public async Task AllowedCall_IsMade_ByTheRoleThatMay_AndByTheDeveloper()
    {
        using var allowed = await SendAsync("dynamodb", "DynamoDB_20120810.PutItem", """{"TableName": "allowed"}""");
        using var developers = await SendAsync("dynamodb", "DynamoDB_20120810.PutItem", """{"TableName": "orders"}""", key: CredentialRegistry.DeveloperKey);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (allowed.StatusCode, developers.StatusCode));
    }

    [Theory]
    [InlineData("DynamoDB_20120810.ExecuteStatement", "know what dynamodb:ExecuteStatement needs")]
    [InlineData("DynamoDB_20120810.UpdateGlobalTable", "know what dynamodb:UpdateGlobalTable needs")]
    [InlineData("DynamoDB_20120810.GetItem", "be read: ")]
    public async Task OperationThatIsNotUnderstood_IsRefused(string target, string expected)
    {
        using var response = await SendAsync("dynamodb", target, target.EndsWith("GetItem", StringComparison.Ordinal) ? "{" : "{}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_StandsInTheLog()
    {
        await AssertRefusedAsync("ssm", "AmazonSSM.GetParameter", """{"Name": "/for/the/log"}""", "ssm:GetParameter", $"arn:aws:ssm:{Here}:parameter/for/the/log");

        Assert.Contains(
            fixture.Cloud.Services.GetRequiredService<FunctionLog>().Read("guest"),
            line => line.Text.StartsWith("AccessDenied: User: ", StringComparison.Ordinal) && line.Text.Contains("/for/the/log", StringComparison.Ordinal));
    }

    public void Dispose() => client.Dispose();

    private static string Message(string action, string resource) =>
        $"User: arn:aws:sts::000000000000:assumed-role/guest/guest is not authorized to perform: {action} on resource: {resource} "
        + $"because no identity-based policy allows the {action} action";

    private async Task AssertRefusedAsync(string service, string? target, string body, string action, string resource)
    {
        using var response = await SendAsync(service, target, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains(Message(action, resource), text, StringComparison.Ordinal);
        Assert.Contains(target is null ? service == "sns" ? "AuthorizationError" : "AccessDenied" : "AccessDeniedException", text, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string service, string? target, string body, HttpMethod? method = null, string path = "/", string? key = null)
    {
        key ??= fixture.Cloud.Services.GetRequiredService<IRoleCredentials>().For(Role).AccessKeyId;
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, new Uri(fixture.Cloud.AwsUrl, path));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", target is not null ? Json : path == "/" && method is null ? Form : "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", CredentialScope.Header(key, "eu-west-1", service));
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);
        return await client.SendAsync(request);
    }

    /// <summary>What runs in the local cloud's own process: a role that may write to one table, a key, a secret.</summary>
    public sealed class PolicyCloud() : TestCloud("""
        {'Resources': {
          'Guest': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'guest', 'AssumeRolePolicyDocument': {}}},
          'Policy': {'Type': 'AWS::IAM::Policy', 'Properties': {'PolicyName': 'write', 'Roles': [{'Ref': 'Guest'}], 'PolicyDocument': {'Statement': [
            {'Effect': 'Allow', 'Action': ['dynamodb:PutItem', 'dynamodb:BatchGetItem'], 'Resource': 'arn:aws:dynamodb:eu-west-1:000000000000:table/allowed'}]}}},
          'Key': {'Type': 'AWS::KMS::Key', 'Properties': {'KeySpec': 'ECC_NIST_P256', 'KeyUsage': 'SIGN_VERIFY'}},
          'Alias': {'Type': 'AWS::KMS::Alias', 'Properties': {'AliasName': 'alias/shop', 'TargetKeyId': {'Fn::GetAtt': ['Key', 'Arn']}}},
          'Secret': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': 'shop-secret', 'SecretString': 'quiet'}}
        }}
        """, emulators: false, enforced: true);
}
