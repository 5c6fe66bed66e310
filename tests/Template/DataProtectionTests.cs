using Cdk;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class DataProtectionTests(Synthesis synthesis)
{
    private static readonly string[] TablesWhoseItemsExpire =
        ["AuthService/RecentLetters", "AuthService/SsoTokens", "MainApp/Sessions", "NotificationService/Notifications"];

    [Fact]
    public void EveryTable_IsRestorableEncryptedAndPaidPerRequest()
    {
        Assert.All(synthesis.Production.OfType("AWS::DynamoDB::Table"), table =>
        {
            Assert.True(table.Properties["PointInTimeRecoverySpecification"]!["PointInTimeRecoveryEnabled"]!.GetValue<bool>());
            Assert.True(table.Properties["SSESpecification"]!["SSEEnabled"]!.GetValue<bool>());
            Assert.Equal("PAY_PER_REQUEST", table.Text("BillingMode"));
        });
    }

    [Fact]
    public void OnlyTokensSessionsAndNotifications_Expire()
    {
        var expiring = synthesis.Production.OfType("AWS::DynamoDB::Table")
            .Where(table => table.Properties.ContainsKey("TimeToLiveSpecification"))
            .ToList();

        Assert.Equal(TablesWhoseItemsExpire, expiring.Select(table => table.Path).Order());
        Assert.All(expiring, table =>
            Assert.Equal("ttl", table.Properties["TimeToLiveSpecification"]!["AttributeName"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::KMS::Key")]
    [InlineData("AWS::SecretsManager::Secret")]
    [InlineData("AWS::StepFunctions::StateMachine")]
    public void WhatHoldsData_SurvivesItsRemoval_InProductionOnly(string type)
    {
        Assert.All(synthesis.Production.OfType(type), resource => Assert.Equal("Retain", DeletionPolicy(resource)));
        Assert.All(synthesis.Development.OfType(type), resource => Assert.Equal("Delete", DeletionPolicy(resource)));
    }

    [Fact]
    public void Tables_AreProtectedFromDeletion_InProductionOnly()
    {
        Assert.All(synthesis.Production.OfType("AWS::DynamoDB::Table"), table => Assert.True(IsProtected(table)));
        Assert.All(synthesis.Development.OfType("AWS::DynamoDB::Table"), table => Assert.False(IsProtected(table)));
    }

    [Fact]
    public void Logs_AreKeptForAYearInProduction_AndTwoWeeksInDevelopment()
    {
        Assert.All(synthesis.Production.OfType("AWS::Logs::LogGroup"), group => Assert.Equal(365, group.Number("RetentionInDays")));
        Assert.All(synthesis.Development.OfType("AWS::Logs::LogGroup"), group => Assert.Equal(14, group.Number("RetentionInDays")));
    }

    [Fact]
    public void EveryFunction_LogsJsonToAGroupOfItsOwn_AndIsTraced()
    {
        SynthesizedTemplate[] templates = [synthesis.Production, synthesis.ProductionAnalytics, .. Consumers.Names.Select(synthesis.ConsumerStack)];
        var functions = templates.SelectMany(template => template.OfType("AWS::Lambda::Function"), (template, function) => (template, function)).ToList();
        Assert.Equal(Functions.All.Count, functions.Count); // every project is deployed
        Assert.All(functions.Select(entry => entry.function), function =>
        {
            Assert.Equal("JSON", function.Properties["LoggingConfig"]!["LogFormat"]!.GetValue<string>());
            Assert.Equal("Active", function.Properties["TracingConfig"]!["Mode"]!.GetValue<string>());
            Assert.Equal("provided.al2023", function.Text("Runtime"));
            Assert.Equal("bootstrap", function.Text("Handler"));
        });
        var groups = functions.Select(entry => entry.template.Target(entry.function.Properties["LoggingConfig"]!["LogGroup"]));
        Assert.Equal(functions.Count, groups.Distinct().Count());
    }

    [Fact]
    public void Topic_IsEncryptedWithAKeyOfItsOwn_AndTakesNoPlainText()
    {
        var template = synthesis.Production;
        var topic = Assert.Single(template.OfType("AWS::SNS::Topic"));
        var key = template.Target(topic.Properties["KmsMasterKeyId"]);
        var policy = Assert.Single(template.OfType("AWS::SNS::TopicPolicy"));
        var refusal = Assert.Single(policy.Properties["PolicyDocument"]!["Statement"]!.AsArray())!;

        Assert.True(key.Properties["EnableKeyRotation"]!.GetValue<bool>());
        Assert.Equal("Deny", refusal["Effect"]!.GetValue<string>());
        Assert.Equal("false", refusal["Condition"]!["Bool"]!["aws:SecureTransport"]!.GetValue<string>());
    }

    [Fact]
    public void Secrets_AreGenerated_AndNeverInTheEnvironmentOfAFunction()
    {
        var template = synthesis.Production;
        var statusToken = template.At("BillingGates/StatusTokenSecret");
        Assert.All(template.OfType("AWS::SecretsManager::Secret"), secret => Assert.False(secret.Properties.ContainsKey("SecretString")));
        Assert.Equal(64, statusToken.Properties["GenerateSecretString"]!["PasswordLength"]!.GetValue<int>());
        Assert.DoesNotContain("{{resolve:", template.Root.ToJsonString(), StringComparison.Ordinal);
    }

    private static string DeletionPolicy(Resource resource) => resource.Definition["DeletionPolicy"]!.GetValue<string>();

    private static bool IsProtected(Resource table) => table.Properties["DeletionProtectionEnabled"]!.GetValue<bool>();
}
