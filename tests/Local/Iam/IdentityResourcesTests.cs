using System.Text.Json.Nodes;
using Local.Deployment;
using Local.EventSources;
using Local.Iam;

namespace Local.Tests.Iam;

/// <summary>Roles and policies of templates: what they come to, and what stops a deployment.</summary>
public class IdentityResourcesTests
{
    private const string Role = "arn:aws:iam::000000000000:role/reader";
    private const string Queue = "arn:aws:sqs:eu-west-1:000000000000:orders";
    private const string Stream = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/1";
    private const string Receive = """{"Statement": {"Effect": "Allow", "Action": "sqs:ReceiveMessage", "Resource": "*"}}""";

    private readonly PolicyRegistry registry = new();

    private AccessRights Rights => new(registry, []);

    [Theory]
    [InlineData("AWS::IAM::Role", """{"RoleName": "reader", "Policies": [{"PolicyName": "p", "PolicyDocument": DOCUMENT}]}""")]
    [InlineData("AWS::IAM::Policy", """{"PolicyName": "p", "Roles": ["reader"], "PolicyDocument": DOCUMENT}""")]
    [InlineData("AWS::IAM::ManagedPolicy", """{"ManagedPolicyName": "p", "Roles": ["reader"], "PolicyDocument": DOCUMENT}""")]
    public async Task Policy_IsTheRoles_WhicheverWayItIsAttached(string type, string properties)
    {
        await CreateAsync(type, properties.Replace("DOCUMENT", Receive, StringComparison.Ordinal));

        Assert.Equal(Decision.Allowed, Rights.Decide(new(Role, "sqs:ReceiveMessage", Queue)));
        Assert.Equal(Decision.NoIdentityPolicy, Rights.Decide(new(Role + "2", "sqs:ReceiveMessage", Queue)));
    }

    [Fact]
    public async Task QueuePolicy_IsFoundByTheQueuesUrl()
    {
        await CreateAsync("AWS::SQS::QueuePolicy", """
            {"Queues": ["http://localhost:4566/000000000000/orders"], "PolicyDocument": {"Statement": [
              {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"}]}}
            """);

        Assert.Equal(Decision.Allowed, Rights.Decide(new("sns.amazonaws.com", "sqs:SendMessage", Queue)));
    }

    [Fact]
    public async Task ManagedPolicies_AreThoseOfTheTemplate_AndTheFewOfAwsThatAreKnown()
    {
        var managed = await CreateAsync("AWS::IAM::ManagedPolicy", $$"""{"ManagedPolicyName": "p", "PolicyDocument": {{Receive}} }""");
        await CreateAsync("AWS::IAM::Role", $$"""
            {"RoleName": "reader", "ManagedPolicyArns": ["{{managed.Ref}}", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]}
            """);

        Assert.Equal(Decision.Allowed, Rights.Decide(new(Role, "sqs:ReceiveMessage", Queue)));
        Assert.Equal(Decision.Allowed, Rights.Decide(new(Role, "logs:PutLogEvents", "arn:log")));
    }

    [Theory]
    [InlineData("AWS::IAM::Role", """{"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}""", "AdministratorAccess")]
    [InlineData("AWS::IAM::Role", """{"PermissionsBoundary": "arn:boundary"}""", "PermissionsBoundary")]
    [InlineData("AWS::IAM::Policy", """{"Roles": ["reader"], "PolicyDocument": {"Statement": []}}""", "statements")]
    [InlineData("AWS::IAM::Policy", """
        {"Roles": ["reader"], "PolicyDocument": {"Statement": {
          "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2027-01-01"}}}}}
        """, "DateLessThan")]
    [InlineData("AWS::SQS::QueuePolicy", """
        {"Queues": ["http://localhost/orders"], "PolicyDocument": {"Statement": {
          "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"Federated": "x"}}}}
        """, "Federated")]
    public async Task WhatCantBeEvaluated_StopsTheDeployment_WithItsName(string type, string properties, string named)
    {
        var refusal = await Assert.ThrowsAsync<DeploymentException>(() => CreateAsync(type, properties));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Test/Resource", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Queue, "sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes", null)]
    [InlineData(Queue, "sqs:ReceiveMessage,sqs:DeleteMessage", "does not have permissions to call GetQueueAttributes on SQS")]
    [InlineData(Queue, "sqs:DeleteMessage,sqs:GetQueueAttributes", "does not have permissions to call ReceiveMessage on SQS")]
    [InlineData(Stream, "dynamodb:GetRecords,dynamodb:GetShardIterator,dynamodb:DescribeStream,dynamodb:ListStreams", null)]
    [InlineData(Stream, "dynamodb:GetRecords,dynamodb:GetShardIterator,dynamodb:DescribeStream", "Cannot access stream")]
    [InlineData(Stream, "dynamodb:GetShardIterator,dynamodb:DescribeStream,dynamodb:ListStreams", "Cannot access stream")]
    public void EventSource_IsPolledOnlyByARoleThatMay(string source, string actions, string? refusal)
    {
        var list = string.Join(',', actions.Split(',').Select(action => $"\"{action}\""));
        registry.Put(Role, "Stack/Policy", PolicyStatement.Parse(
            JsonNode.Parse($$"""{"Statement": {"Effect": "Allow", "Action": [{{list}}], "Resource": "*"} }"""), ofResource: false));

        var answer = new SourceRights(Rights).Refuse(Role, source);

        if (refusal is null)
            Assert.Null(answer);
        else
            Assert.Contains(refusal, answer, StringComparison.Ordinal);
    }

    private Task<DeployedResource> CreateAsync(string type, string properties) => new IdentityResources(registry, new LocalCloudOptions()).CreateAsync(
        new TemplateResource("Test", "Resource", type, "Test/Resource", JsonNode.Parse(properties)!.AsObject()), default);
}
