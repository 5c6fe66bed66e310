using System.Text.Json.Nodes;
using Analytics.Lake;
using Platform.Metrics;

namespace Template.Tests;

/// <summary>The lake's stack: what it takes of production, and what it makes of the schema.</summary>
[Collection(nameof(Synthesis))]
public sealed class AnalyticsTests(Synthesis synthesis)
{
    private const string EveryFunction = "logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments xray:PutTelemetryRecords";

    private static readonly string[] ReadAStream = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

    private readonly SynthesizedTemplate template = synthesis.ProductionAnalytics;
    private readonly SynthesizedTemplate production = synthesis.Production;

    /// <summary>No question can slow a purchase down: whoever analyses has no way to a table.</summary>
    [Fact]
    public void Roles_MayReadThreeStreams_AndNothingElseOfProduction()
    {
        var grants = Grants().ToList();
        var imported = grants.Where(grant => grant.Resource.Contains("AwsPlatform:", StringComparison.Ordinal)).ToList();

        Assert.Equal(ReadAStream, imported.Select(grant => grant.Action).Distinct().Order());
        Assert.Equal(
            ["OrderService/Orders", "Purchases", "UserDirectory/Users"],
            imported.Select(grant => StreamOf(grant.Resource)).Distinct().Order());
        Assert.All(grants.Except(imported).Where(grant => grant.Action.StartsWith("dynamodb:", StringComparison.Ordinal)), grant =>
            Assert.Equal(("dynamodb:ListStreams", "*"), (grant.Action, grant.Resource)));
        // All other resources are the stack's own, or none can be named.
        Assert.All(grants.Except(imported).Where(grant => grant.Resource != "*"), grant =>
            Assert.Contains(template.All, resource => grant.Resource.StartsWith($"{{{resource.Id}", StringComparison.Ordinal)));
        // And nobody of production trusts the lake.
        Assert.DoesNotContain("Analytics", production.Root["Resources"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CaptureChanges",
        "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams s3:PutObject "
        + "secretsmanager:GetSecretValue sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl")]
    [InlineData("Compaction/CompactLake", "s3:ListBucket s3:GetObject s3:PutObject s3:DeleteObject")]
    [InlineData("Reports/RunReport", "s3:ListBucket s3:GetObject")]
    public void Function_MayDoExactlyThis(string function, string actions) => Assert.Equal(
        $"{actions} {EveryFunction}".Split(' ').Order(),
        GrantsOf(template.At($"{function}/Role/DefaultPolicy")).Select(grant => grant.Action).Distinct().Order());

    [Fact]
    public void WhatIsPublished_IsWrittenByTheCompactionOnly()
    {
        var writers = Grants("s3:PutObject").Where(grant => !grant.Resource.Contains("/captured/*", StringComparison.Ordinal)).ToList();

        Assert.Equal(["/data/*", "/tables/*"], writers.Select(grant => grant.Resource[grant.Resource.IndexOf('/')..]).Order());
        Assert.All(writers, grant => Assert.StartsWith("Compaction/", grant.Policy.Path, StringComparison.Ordinal));
        Assert.DoesNotContain(Grants("s3:DeleteObject"), grant => grant.Resource.Contains("/tables/", StringComparison.Ordinal));
    }

    [Fact]
    public void EverySource_IsFollowedFromItsFirstChange_AndLosesNoneInSilence()
    {
        var mappings = template.OfType("AWS::Lambda::EventSourceMapping");

        Assert.Equal(LakeSchema.Tables.Count, mappings.Count);
        Assert.All(mappings, mapping =>
        {
            Assert.Equal("TRIM_HORIZON", mapping.Text("StartingPosition"));
            Assert.Equal((1000, 60), (mapping.Number("BatchSize"), mapping.Number("MaximumBatchingWindowInSeconds")));
            Assert.Equal("ReportBatchItemFailures", Assert.Single(mapping.Properties["FunctionResponseTypes"]!.AsArray())!.GetValue<string>());
            Assert.True(mapping.Properties["BisectBatchOnFunctionError"]!.GetValue<bool>());
            // A failure names its records only by position, and the stream keeps them for 24 hours.
            Assert.InRange(mapping.Number("MaximumRecordAgeInSeconds"), 3600, 43200);
            Assert.False(mapping.Properties.ContainsKey("FilterCriteria"));
            var failures = template.Target(mapping.Properties["DestinationConfig"]!["OnFailure"]!["Destination"]);
            Assert.Equal("capture-changes-failures", failures.Text("QueueName"));
            Assert.Contains(template.OfType("AWS::CloudWatch::Alarm"), alarm =>
                alarm.Text("MetricName") == "ApproximateNumberOfMessagesVisible" && alarm.Properties["Dimensions"]!.ToJsonString().Contains(failures.Id, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void EveryStream_ShowsTheItemBeforeAndAfter_AndIsKnownToTheFunction()
    {
        var variables = template.At("CaptureChanges/Function").Properties["Environment"]!["Variables"]!;
        var sources = new Dictionary<string, string> { ["purchases"] = "Purchases", ["users"] = "UserDirectory/Users", ["orders"] = "OrderService/Orders" };

        Assert.All(LakeSchema.Tables, table =>
        {
            var stream = SynthesizedTemplate.Flatten(variables[$"{table.Name.ToUpperInvariant()}_STREAM_ARN"]);
            Assert.Equal(sources[table.Name], StreamOf(stream));
            var source = production.At(sources[table.Name]);
            Assert.Equal("NEW_AND_OLD_IMAGES", source.Properties["StreamSpecification"]!["StreamViewType"]!.GetValue<string>());
            Assert.Equal(table.Key, source.Properties["KeySchema"]![0]!["AttributeName"]!.GetValue<string>());
            Assert.Contains(template.OfType("AWS::Lambda::EventSourceMapping"), mapping =>
                SynthesizedTemplate.Flatten(mapping.Properties["EventSourceArn"]) == stream);
        });
    }

    [Fact]
    public void GlueTables_AreTheSchema_WithDaysThatNobodyHasToAdd()
    {
        var tables = template.OfType("AWS::Glue::Table").ToDictionary(table => table.Properties["TableInput"]!["Name"]!.GetValue<string>());

        Assert.Equal(LakeSchema.Tables.Select(table => table.Name).Order(), tables.Keys.Order());
        Assert.All(LakeSchema.Tables, table =>
        {
            var input = tables[table.Name].Properties["TableInput"]!;
            Assert.Equal(
                table.Columns.Select(column => (column.Name, column.Type.InGlue())),
                input["StorageDescriptor"]!["Columns"]!.AsArray().Select(column => (column!["Name"]!.GetValue<string>(), column["Type"]!.GetValue<string>())));
            Assert.Equal("""[{"Name":"day","Type":"string"}]""", input["PartitionKeys"]!.ToJsonString());
            var parameters = input["Parameters"]!;
            Assert.Equal(("true", "date", "yyyy-MM-dd"), (
                parameters["projection.enabled"]!.GetValue<string>(), parameters["projection.day.type"]!.GetValue<string>(),
                parameters["projection.day.format"]!.GetValue<string>()));
            Assert.EndsWith(
                $"/tables/{table.Name}/day=${{day}}/", SynthesizedTemplate.Flatten(parameters["storage.location.template"]), StringComparison.Ordinal);
            Assert.EndsWith("SymlinkTextInputFormat", input["StorageDescriptor"]!["InputFormat"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Questions_EndAtALimit_AndLeaveTheirAnswersForAWeek()
    {
        var workgroup = Assert.Single(template.OfType("AWS::Athena::WorkGroup"));
        var settings = workgroup.Properties["WorkGroupConfiguration"]!;
        var answers = Assert.Single(Bucket.Properties["LifecycleConfiguration"]!["Rules"]!.AsArray())!;

        Assert.True(settings["EnforceWorkGroupConfiguration"]!.GetValue<bool>());
        Assert.Equal(10L * 1024 * 1024 * 1024, settings["BytesScannedCutoffPerQuery"]!.GetValue<long>());
        Assert.EndsWith(
            answers["Prefix"]!.GetValue<string>(), SynthesizedTemplate.Flatten(settings["ResultConfiguration"]!["OutputLocation"]), StringComparison.Ordinal);
        Assert.Equal(7, answers["ExpirationInDays"]!.GetValue<int>());
    }

    [Fact]
    public void NamedQueries_AreTheReports()
    {
        var queries = template.OfType("AWS::Athena::NamedQuery");

        Assert.Equal(
            Report.All.Select(report => (report.Name, report.Sql, "platform_lake", "platform-lake")).Order(),
            queries.Select(query => (query.Text("Name"), query.Text("QueryString"), query.Text("Database"), query.Text("WorkGroup"))).Order());
    }

    [Fact]
    public void Reports_AreForSignedRequestsOnly_AndReadNothingButTheTables()
    {
        var methods = template.OfType("AWS::ApiGateway::Method");

        Assert.Equal(
            ["reports", "{name}"],
            methods.Select(method => template.Target(method.Properties["ResourceId"]).Text("PathPart")).Order(StringComparer.Ordinal));
        Assert.All(methods, method => Assert.Equal(("GET", "AWS_IAM"), (method.Text("HttpMethod"), method.Text("AuthorizationType"))));
        Assert.Equal("api", Assert.Single(template.OfType("AWS::ApiGateway::Stage")).Text("StageName"));
        Assert.Equal(
            ["/data/*", "/tables/*"],
            GrantsOf(template.At("Reports/RunReport/Role/DefaultPolicy")).Where(grant => grant.Action == "s3:GetObject")
                .Select(grant => grant.Resource[grant.Resource.IndexOf('/')..]).Order());
        // Nothing of the shop's domain leads to it.
        Assert.DoesNotContain("reports", synthesis.ProductionStorefront.Root.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Compaction_RunsEveryFiveMinutes_EndsBeforeTheNextRun_AndIsMissedWhenItDoesNot()
    {
        var rule = Assert.Single(template.OfType("AWS::Events::Rule"));
        var function = template.Target(Assert.Single(rule.Properties["Targets"]!.AsArray())!["Arn"]);
        var alarm = Assert.Single(template.OfType("AWS::CloudWatch::Alarm"), alarm => alarm.Text("MetricName") == MetricNames.CompactedFiles);

        Assert.Equal(("rate(5 minutes)", "Compaction/CompactLake/Function"), (rule.Text("ScheduleExpression"), function.Path));
        Assert.InRange(function.Number("Timeout"), 60, 299);
        Assert.Equal((CloudWatchMetrics.Namespace, "breaching"), (alarm.Text("Namespace"), alarm.Text("TreatMissingData")));
    }

    [Fact]
    public void Bucket_IsPrivate_Encrypted_OverTlsOnly_AndSurvivesItsRemovalInProduction()
    {
        Assert.All(Bucket.Properties["PublicAccessBlockConfiguration"]!.AsObject(), setting => Assert.True(setting.Value!.GetValue<bool>()));
        Assert.True(Bucket.Properties.ContainsKey("BucketEncryption"));
        Assert.Equal("Retain", Bucket.Definition["DeletionPolicy"]!.GetValue<string>());
        Assert.Equal("Delete", Assert.Single(synthesis.DevelopmentAnalytics.OfType("AWS::S3::Bucket")).Definition["DeletionPolicy"]!.GetValue<string>());
        var policy = Assert.Single(template.OfType("AWS::S3::BucketPolicy")).Properties["PolicyDocument"]!["Statement"]!.AsArray();
        Assert.All(policy, statement => Assert.Equal("Deny", statement!["Effect"]!.GetValue<string>()));
        Assert.Contains(policy, statement => statement!["Condition"]!.ToJsonString().Contains("SecureTransport", StringComparison.Ordinal));
    }

    [Fact]
    public void OperatorsKit_FindsTheBucket_AndTheKeyOfTheTokens()
    {
        var parameter = Assert.Single(template.OfType("AWS::SSM::Parameter"));
        var told = JsonNode.Parse(SynthesizedTemplate.Flatten(parameter.Properties["Value"]))!;

        Assert.Equal("/platform/lake", parameter.Text("Name"));
        Assert.Equal($"{{{Bucket.Id}}}", told["bucket"]!.GetValue<string>());
        Assert.Equal($"{{{Assert.Single(template.OfType("AWS::SecretsManager::Secret")).Id}}}", told["tokenKey"]!.GetValue<string>());
    }

    private Resource Bucket => Assert.Single(template.OfType("AWS::S3::Bucket"));

    /// <summary>The table of production whose stream an export is.</summary>
    private string StreamOf(string import)
    {
        var export = production.Root["Outputs"]!.AsObject().Single(output =>
            output.Value!["Export"] is { } named && import.Contains(SynthesizedTemplate.Flatten(named["Name"]), StringComparison.Ordinal)).Value!["Value"]!;
        Assert.Equal("StreamArn", export["Fn::GetAtt"]![1]!.GetValue<string>());
        return production.Target(export).Path;
    }

    private IEnumerable<(Resource Policy, string Action, string Resource)> Grants(string? action = null) =>
        template.OfType("AWS::IAM::Policy")
            .SelectMany(policy => GrantsOf(policy).Select(grant => (policy, grant.Action, grant.Resource)))
            .Where(grant => action is null || grant.Action == action);

    private static IEnumerable<(string Action, string Resource)> GrantsOf(Resource policy) =>
        from statement in policy.Properties["PolicyDocument"]!["Statement"]!.AsArray()
        where statement["Effect"]!.GetValue<string>() == "Allow"
        from action in SynthesizedTemplate.Listed(statement["Action"])
        from resource in SynthesizedTemplate.Listed(statement["Resource"])
        select (action.GetValue<string>(), SynthesizedTemplate.Flatten(resource));
}
