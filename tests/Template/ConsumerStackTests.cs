using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cdk;

namespace Template.Tests;

/// <summary>Consumers in stacks of their own: each has what the platform's have, and adding one changes nothing.</summary>
[Collection(nameof(Synthesis))]
public sealed partial class ConsumerStackTests(Synthesis synthesis)
{
    private const string EveryConsumer =
        "logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments xray:PutTelemetryRecords "
        + "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes";

    public static TheoryData<string> Names => [.. Consumers.Names];

    [Fact]
    public void AddingEveryConsumer_ChangesNoResourceThatExists()
    {
        foreach (var stack in (string[])["AwsPlatform", "AwsPlatformStorefront"])
        {
            var before = new SynthesizedTemplate(synthesis.Consumers.Without, stack);
            var after = new SynthesizedTemplate(synthesis.Consumers.With, stack);
            var kept = after.All.ToDictionary(resource => resource.Id);

            // Names what changed; the texts below say that nothing else did either.
            Assert.DoesNotContain(before.All, resource =>
                !kept.TryGetValue(resource.Id, out var same) || !JsonNode.DeepEquals(resource.Definition, same.Definition));
            Assert.Empty(kept.Keys.Except(before.All.Select(resource => resource.Id)));
            Assert.Equal(File.ReadAllText(before.File), File.ReadAllText(after.File));
        }
    }

    [Fact]
    public void AddingEveryConsumer_AddsTheirStacks_AndChangesNoOther()
    {
        var (before, after) = (StacksOf(synthesis.Consumers.Without), StacksOf(synthesis.Consumers.With));

        Assert.Equal(Consumers.Names.Select(name => $"AwsPlatform{name}").Order(), after.Keys.Except(before.Keys).Order());
        Assert.All(before, stack => Assert.True(JsonNode.DeepEquals(stack.Value, after[stack.Key]), stack.Key));
    }

    [Fact]
    public void Consumer_SynthesizedByItself_IsTheSame() => Assert.Equal(
        File.ReadAllText(synthesis.ConsumerStack("CrmSync").File),
        File.ReadAllText(new SynthesizedTemplate(synthesis.Consumers.Alone, "AwsPlatformCrmSync").File));

    [Theory]
    [MemberData(nameof(Names))]
    public void Consumer_KnowsOfThePlatform_TheArnOfTheTopicOnly(string name)
    {
        var template = synthesis.ConsumerStack(name);
        var parameter = Assert.Single(template.Root["Parameters"]!.AsObject());
        var topic = synthesis.Production.OfType("AWS::SSM::Parameter")
            .Single(resource => resource.Text("Name") == "/platform/purchase-events-topic-arn");

        Assert.Equal("AWS::SSM::Parameter::Value<String>", (string?)parameter.Value!["Type"]);
        Assert.Equal(topic.Text("Name"), (string?)parameter.Value["Default"]);
        Assert.Equal("AWS::SNS::Topic", synthesis.Production.Target(topic.Properties["Value"]).Type);
        Assert.DoesNotContain("Fn::ImportValue", template.Root.ToJsonString(), StringComparison.Ordinal);
        Assert.All(template.OfType("AWS::SNS::Subscription"), subscription =>
            Assert.Equal(parameter.Key, (string?)subscription.Properties["TopicArn"]!["Ref"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Consumer_HasQueueDeadLettersAndSubscription_AsThePlatformsHave(string name)
    {
        var template = synthesis.ConsumerStack(name);
        Assert.All(template.OfType("AWS::SNS::Subscription"), subscription =>
        {
            var queue = template.Target(subscription.Properties["Endpoint"]);
            var redrive = queue.Properties["RedrivePolicy"]!;
            Assert.EndsWith("-subscription", queue.Text("QueueName"), StringComparison.Ordinal);
            Assert.Equal($"{queue.Text("QueueName")}-dlq", template.Target(redrive["deadLetterTargetArn"]).Text("QueueName"));
            Assert.Equal(6, redrive["maxReceiveCount"]!.GetValue<int>());
            Assert.Equal(60, queue.Number("VisibilityTimeout"));
            Assert.True(subscription.Properties["RawMessageDelivery"]!.GetValue<bool>());
            Assert.Equal(
                template.Target(redrive["deadLetterTargetArn"]),
                template.Target(subscription.Properties["RedrivePolicy"]!["deadLetterTargetArn"]));
        });
        Assert.All(template.OfType("AWS::Lambda::EventSourceMapping"), mapping =>
            Assert.Equal("ReportBatchItemFailures", (string?)Assert.Single(mapping.Properties["FunctionResponseTypes"]!.AsArray())));
        Assert.All(template.OfType("AWS::SQS::Queue"), queue => Assert.Equal(14 * 24 * 3600, queue.Number("MessageRetentionPeriod")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Consumer_RaisesTheSameAlarms_WithRunbooks(string name)
    {
        var template = synthesis.ConsumerStack(name);
        var alarms = template.OfType("AWS::CloudWatch::Alarm");
        var operations = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        Assert.Equal(
            template.OfType("AWS::SQS::Queue").Select(queue => queue.Text("QueueName")).Order(),
            alarms.Select(alarm => template.Target(alarm.Properties["Dimensions"]![0]!["Value"]).Text("QueueName")).Order());
        Assert.All(alarms, alarm =>
        {
            var runbook = Runbook().Match(alarm.Text("AlarmDescription")).Groups[1].Value;
            Assert.Contains($"\n### {runbook}\n", operations, StringComparison.Ordinal);
            Assert.Equal("arn:aws:sns:eu-west-1:123456789012:operators", $"{Assert.Single(alarm.Properties["AlarmActions"]!.AsArray())}");
        });
    }

    /// <summary>Or its dead letters could not be redriven with the kit.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Consumer_IsAnnouncedToTheOperatorsKit(string name)
    {
        var template = synthesis.ConsumerStack(name);
        var told = template.OfType("AWS::SSM::Parameter")
            .Where(parameter => parameter.Text("Name").StartsWith("/platform/consumers/", StringComparison.Ordinal))
            .Select(parameter => JsonNode.Parse(parameter.Text("Value"))!).ToList();

        Assert.Equal(
            template.OfType("AWS::SQS::Queue").Select(queue => queue.Text("QueueName")).Order(),
            told.SelectMany(consumer => (string[])[$"{consumer["name"]}", $"{consumer["deadLetters"]}"]).Order());
        Assert.Equal(
            template.OfType("AWS::Lambda::Function").Select(function => function.Path).Order(),
            told.Select(consumer => $"{consumer["function"]}/Function").Order());
    }

    [Fact]
    public void CrmSync_HearsEveryEvent_AlsoThoseToCome()
    {
        var subscription = Assert.Single(synthesis.ConsumerStack("CrmSync").OfType("AWS::SNS::Subscription"));

        Assert.False(subscription.Properties.ContainsKey("FilterPolicy"));
    }

    [Theory]
    [InlineData("CrmSync", "dynamodb:UpdateItem secretsmanager:GetSecretValue")]
    public void Consumer_MayDoExactlyThis(string name, string actions)
    {
        var statements = synthesis.ConsumerStack(name).OfType("AWS::IAM::Policy")
            .SelectMany(policy => policy.Properties["PolicyDocument"]!["Statement"]!.AsArray()).ToList();
        var granted = statements.SelectMany(statement => SynthesizedTemplate.Listed(statement!["Action"]))
            .Select(action => action.GetValue<string>());

        Assert.All(statements, statement => Assert.Equal("Allow", (string?)statement!["Effect"]));
        Assert.Equal($"{actions} {EveryConsumer}".Split(' ').Order(), granted.Order());
    }

    [Fact]
    public void Consumer_KeepsItsData_InProduction()
    {
        var template = synthesis.ConsumerStack("CrmSync");
        Assert.All([.. template.OfType("AWS::DynamoDB::Table"), .. template.OfType("AWS::SecretsManager::Secret")], resource =>
            Assert.Equal("Retain", (string?)resource.Definition["DeletionPolicy"]));
        Assert.DoesNotContain("{{resolve:", template.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StackThatIsNone_IsRefused_NamingThoseThatAre()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, errors) = await CdkApp.SynthesizeAsync(folder.Path, new() { ["stacks"] = "CrmSink", ["lambdaAssets"] = "build" });

        Assert.Equal(1, exitCode);
        Assert.Contains("'CrmSink'", errors, StringComparison.Ordinal);
        Assert.All(Consumers.Names, name => Assert.Contains(name, errors, StringComparison.Ordinal));
    }

    private static Dictionary<string, JsonNode> StacksOf(string assembly) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(assembly, "manifest.json")))!["artifacts"]!.AsObject()
            .Where(artifact => (string?)artifact.Value!["type"] == "aws:cloudformation:stack")
            .ToDictionary(artifact => artifact.Key, artifact => artifact.Value!);

    [GeneratedRegex(@" Runbook: \S+#([a-z0-9-]+)$")]
    private static partial Regex Runbook();
}
