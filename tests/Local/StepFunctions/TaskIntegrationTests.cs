using System.Text.Json;
using Local.Endpoint;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Integrations;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

/// <summary>What Task states send to the AWS endpoint, and what they make of its answers.</summary>
public sealed class TaskIntegrationTests : IClassFixture<ScriptedAwsEndpoint>, IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/saga";
    private readonly ScriptedAwsEndpoint endpoint;
    private readonly CredentialRegistry credentials = new();
    private readonly AwsTaskClient client;
    private readonly TaskIntegrations integrations;

    public TaskIntegrationTests(ScriptedAwsEndpoint endpoint)
    {
        this.endpoint = endpoint;
        client = new AwsTaskClient(endpoint.Addresses, credentials, new LocalCloudOptions());
        integrations = new TaskIntegrations([new SnsIntegration(client), new SqsIntegration(client), new DynamoDbIntegration(client), new LambdaIntegration(client)]);
    }

    [Theory]
    [InlineData("arn:aws:states:::sns:publish", null)]
    [InlineData("arn:aws:states:::sns:publish.waitForTaskToken", null)]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken", null)]
    [InlineData("arn:aws:states:::dynamodb:updateItem", null)]
    [InlineData("arn:aws:states:::lambda:invoke.waitForTaskToken", null)]
    [InlineData("arn:aws:lambda:eu-west-1:000000000000:function:f:live", null)]
    [InlineData("arn:aws:states:::dynamodb:updateItem.waitForTaskToken", "The service integration is not supported")]
    [InlineData("arn:aws:states:::dynamodb:query", "The service integration is not supported")]
    [InlineData("arn:aws:states:::states:startExecution.sync", "The service integration is not supported")]
    [InlineData("arn:aws:states:::aws-sdk:sns:publish", "AWS SDK integrations are not supported")]
    [InlineData("arn:aws:states:eu-west-1:000000000000:activity:a", "Activities are not supported")]
    [InlineData("nonsense", "is not recognized")]
    public void Resource_IsTaken_OrRefusedByName(string resource, string? reason)
    {
        var refused = integrations.Refuse(TaskResource.Parse(resource));
        if (reason is null)
            Assert.Null(refused);
        else
            Assert.Contains(reason, refused);
    }

    [Fact]
    public async Task Publish_SendsTheQueryForm_AsTheRole()
    {
        endpoint.Answer = (200, "<PublishResponse><PublishResult><MessageId>m1</MessageId></PublishResult></PublishResponse>", new() { ["x-amzn-RequestId"] = "r1" });
        var output = await SucceedAsync("arn:aws:states:::sns:publish", """
            {"TopicArn": "t", "Message": {"a": "ü"}, "MessageAttributes": {"eventName": {"DataType": "String", "StringValue": "E"}}}
            """);

        Assert.Equal(
            "Action=Publish&Version=2010-03-31&TopicArn=t&Message=%7B%22a%22%3A+%22%C3%BC%22%7D&MessageAttributes.entry.1.Name=eventName" +
            "&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=E", endpoint.Seen!.Body);
        Assert.Contains($"Credential={credentials.For(Role).AccessKeyId}/", endpoint.Seen.Headers["Authorization"]);
        Assert.Contains("/eu-west-1/sns/aws4_request", endpoint.Seen.Headers["Authorization"]);
        Assert.Equal("Root=1-1", endpoint.Seen.Headers["X-Amzn-Trace-Id"]);
        Assert.Equal("m1", output.GetProperty("MessageId").GetString());
        Assert.Equal(200, output.GetProperty("SdkHttpMetadata").GetProperty("HttpStatusCode").GetInt32());
        Assert.Equal("r1", output.GetProperty("SdkResponseMetadata").GetProperty("RequestId").GetString());
    }

    [Theory]
    [InlineData("""{"TopicArn": "t", "Message": "m", "Colour": "red"}""", "\"Colour\" is not supported")]
    [InlineData("""{"TopicArn": "t", "Message": "m", "MessageAttributes": {"n": {"DataType": "Number", "StringValue": 1}}}""", "'StringValue' must be a STRING")]
    public async Task Publish_WithUnusableParameters_FailsAsARuntimeError(string parameters, string reason)
    {
        var failed = await FailAsync("arn:aws:states:::sns:publish", parameters);
        Assert.Equal("States.Runtime", failed.Error);
        Assert.Contains(reason, failed.Cause);
    }

    [Theory]
    [InlineData("NotFound", "SNS.NotFoundException")]
    [InlineData("InvalidParameter", "SNS.InvalidParameterException")]
    [InlineData("AccessDenied", "SNS.AuthorizationErrorException")]
    [InlineData("Throttled", "SNS.AmazonSNSException")]
    public async Task Publish_ThatIsRefused_FailsByTheSdksException(string code, string error)
    {
        endpoint.Answer = (400, $"<ErrorResponse><Error><Code>{code}</Code><Message>No.</Message></Error></ErrorResponse>", new() { ["x-amzn-RequestId"] = "r1" });
        var failed = await FailAsync("arn:aws:states:::sns:publish", """{"TopicArn": "t", "Message": "m"}""");
        Assert.Equal(error, failed.Error);
        Assert.StartsWith("No. (Service: AmazonSNS; Status Code: 400; Error Code: ", failed.Cause);
    }

    [Theory]
    [InlineData("com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "DynamoDB.ConditionalCheckFailedException")]
    [InlineData("com.amazon.coral.validate#ValidationException", "DynamoDB.AmazonDynamoDBException")]
    [InlineData("AccessDeniedException", "DynamoDB.AmazonDynamoDBException")]
    public async Task Item_ThatIsRefused_FailsByTheSdksException(string type, string error)
    {
        endpoint.Answer = (400, $$"""{"__type": "{{type}}", "message": "No."}""", []);
        Assert.Equal(error, (await FailAsync("arn:aws:states:::dynamodb:putItem", """{"TableName": "t"}""")).Error);
        Assert.Equal("DynamoDB_20120810.PutItem", endpoint.Seen!.Headers["X-Amz-Target"]);
        Assert.Equal("""{"TableName": "t"}""", endpoint.Seen.Body);
    }

    [Fact]
    public async Task Message_ThatIsAnObject_IsSentAsText()
    {
        endpoint.Answer = (200, """{"MessageId": "m1"}""", []);
        await SucceedAsync("arn:aws:states:::sqs:sendMessage", """{"QueueUrl":"q","MessageBody":{"a":1}}""");
        Expect.SameJson("""{"QueueUrl": "q", "MessageBody": "{\"a\":1}"}""", JsonDocument.Parse(endpoint.Seen!.Body).RootElement);
    }

    [Fact]
    public async Task Function_Invoked_GivesItsPayload_AloneOrWithMetadata()
    {
        endpoint.Answer = (200, """{"n": 1}""", []);
        Expect.SameJson("""{"n": 1}""", await SucceedAsync("arn:aws:lambda:eu-west-1:0:function:f", """{"in": 1}"""));
        Assert.Equal("/2015-03-31/functions/arn:aws:lambda:eu-west-1:0:function:f/invocations", Uri.UnescapeDataString(endpoint.Seen!.Path));
        Assert.Equal("""{"in": 1}""", endpoint.Seen.Body);

        var output = await SucceedAsync("arn:aws:states:::lambda:invoke", """{"FunctionName":"f","Payload":{"in":2}}""");
        Assert.Equal((1, 200), (output.GetProperty("Payload").GetProperty("n").GetInt32(), output.GetProperty("StatusCode").GetInt32()));
        Assert.Equal("""{"in":2}""", endpoint.Seen.Body);
    }

    [Theory]
    [InlineData("""{"errorType": "UserRefused", "errorMessage": "blocked"}""", "UserRefused")]
    [InlineData("out of memory", "Lambda.Unknown")]
    public async Task Function_ThatFails_FailsByTheTypeOfItsError(string payload, string error)
    {
        endpoint.Answer = (200, payload, new() { ["X-Amz-Function-Error"] = "Unhandled" });
        var failed = await FailAsync("arn:aws:states:::lambda:invoke", """{"FunctionName": "f"}""");
        Assert.Equal((error, payload), (failed.Error, failed.Cause));
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", "Lambda.ResourceNotFoundException")]
    [InlineData(429, "TooManyRequestsException", "Lambda.TooManyRequestsException")]
    [InlineData(403, "AccessDeniedException", "Lambda.AWSLambdaException")]
    public async Task Function_ThatCannotBeInvoked_FailsByTheSdksException(int status, string code, string error)
    {
        endpoint.Answer = (status, """{"Message": "No."}""", new() { ["X-Amzn-ErrorType"] = code });
        Assert.Equal(error, (await FailAsync("arn:aws:lambda:eu-west-1:0:function:f", "{}")).Error);
    }

    [Fact]
    public async Task Service_ThatIsNotReached_FailsAsAClientException()
    {
        var nowhere = new LocalAddresses();
        nowhere.Set(1, 1);
        using var unreachable = new AwsTaskClient(nowhere, credentials, new LocalCloudOptions());
        var outcome = await new TaskIntegrations([new SqsIntegration(unreachable)]).CallAsync(Call("arn:aws:states:::sqs:sendMessage", "{}"), CancellationToken.None);
        Assert.Equal("SQS.SdkClientException", Assert.IsType<Local.StepFunctions.Engine.TaskFailed>(outcome).Error);
    }

    public void Dispose() => client.Dispose();

    private async Task<JsonElement> SucceedAsync(string resource, string parameters) =>
        Assert.IsType<Local.StepFunctions.Engine.TaskSucceeded>(await integrations.CallAsync(Call(resource, parameters), CancellationToken.None)).Output;

    private async Task<Local.StepFunctions.Engine.TaskFailed> FailAsync(string resource, string parameters) =>
        Assert.IsType<Local.StepFunctions.Engine.TaskFailed>(await integrations.CallAsync(Call(resource, parameters), CancellationToken.None));

    private static TaskCall Call(string resource, string parameters) =>
        new(TaskResource.Parse(resource), JsonDocument.Parse(parameters).RootElement, Role, TaskToken: null, TraceHeader: "Root=1-1");
}
