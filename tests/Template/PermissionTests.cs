using System.Text.Json.Nodes;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class PermissionTests(Synthesis synthesis)
{
    /// <summary>What may stand beside a wildcard, and why it can't be narrower.</summary>
    private static readonly Dictionary<string, string> Wildcards = new()
    {
        ["xray:PutTraceSegments"] = "X-Ray has no resources to name",
        ["xray:PutTelemetryRecords"] = "X-Ray has no resources to name",
        ["xray:GetSamplingRules"] = "X-Ray has no resources to name",
        ["xray:GetSamplingTargets"] = "X-Ray has no resources to name",
        ["logs:CreateLogDelivery"] = "log delivery of Step Functions has no resources to name",
        ["logs:GetLogDelivery"] = "log delivery of Step Functions has no resources to name",
        ["logs:UpdateLogDelivery"] = "log delivery of Step Functions has no resources to name",
        ["logs:DeleteLogDelivery"] = "log delivery of Step Functions has no resources to name",
        ["logs:ListLogDeliveries"] = "log delivery of Step Functions has no resources to name",
        ["logs:PutResourcePolicy"] = "log delivery of Step Functions has no resources to name",
        ["logs:DescribeResourcePolicies"] = "log delivery of Step Functions has no resources to name",
        ["logs:DescribeLogGroups"] = "log delivery of Step Functions has no resources to name",
        ["dynamodb:ListStreams"] = "the action has no resources to name; Lambda asks for it to poll a stream",
        ["states:DescribeExecution"] = "the name of an execution is the purchase, which the template can't know; the machine is fixed",
        ["ses:SendRawEmail"] = "in its sandbox SES checks the recipient's identity too; a condition fixes the sender",
    };

    private const string EveryFunction = "logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments xray:PutTelemetryRecords";
    private const string EveryConsumer = "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes";
    private const string Answer = "states:SendTaskSuccess states:SendTaskFailure";

    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void Wildcards_AreOnlyThoseWithAReason_AndEachReasonIsStillNeeded()
    {
        var found = template.OfType("AWS::IAM::Policy").SelectMany(GrantsOf)
            .Where(grant => $"{grant.Action} {grant.Resource}".Contains('*', StringComparison.Ordinal));

        Assert.Equal(Wildcards.Keys.Order(), found.Select(grant => grant.Action).Distinct().Order());
    }

    [Fact]
    public void KeyPolicies_LeaveTheDecisionToTheRoles()
    {
        Assert.All(template.OfType("AWS::KMS::Key"), key =>
        {
            // In a key policy the account's root stands for its IAM policies, and the resource * for the key itself.
            var statement = Assert.Single(StatementsOf(key));
            Assert.Equal("arn:{AWS::Partition}:iam::{AWS::AccountId}:root", SynthesizedTemplate.Flatten(statement["Principal"]!["AWS"]));
            Assert.Equal(["kms:*"], Actions(statement));
        });
    }

    [Fact]
    public void Email_IsSentFromTheShopsAddressOnly()
    {
        var sends = Statements().Where(statement => Actions(statement).Contains("ses:SendRawEmail")).ToList();

        Assert.Equal(2, sends.Count);
        Assert.All(sends, send =>
            Assert.Equal("orders@shop.test", send["Condition"]!["StringEquals"]!["ses:FromAddress"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("Bff/Bff", "lambda:InvokeFunction kms:GetPublicKey")]
    [InlineData("BillingGates/TakePayment",
        "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem secretsmanager:GetSecretValue states:StartExecution")]
    [InlineData("BillingGates/ShowPurchase", "dynamodb:GetItem secretsmanager:GetSecretValue")]
    [InlineData("BillingGates/StartSaga",
        "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams states:StartExecution "
        + "sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl")]
    [InlineData("BillingGates/ReconcilePayments",
        "dynamodb:Query dynamodb:GetItem dynamodb:UpdateItem secretsmanager:GetSecretValue states:StartExecution states:DescribeExecution")]
    [InlineData("AuthService/OfferLogin", "kms:Sign dynamodb:GetItem dynamodb:UpdateItem")]
    [InlineData("MainApp/MainApp", "dynamodb:GetItem dynamodb:PutItem dynamodb:DeleteItem lambda:InvokeFunction")]
    [InlineData("AuthService/RedeemToken", "dynamodb:GetItem dynamodb:UpdateItem kms:GetPublicKey lambda:InvokeFunction")]
    [InlineData("AuthService/SendLoginLink", "kms:Sign dynamodb:GetItem dynamodb:PutItem lambda:InvokeFunction ses:SendRawEmail")]
    [InlineData("UserDirectory/FindUser", "dynamodb:GetItem")]
    [InlineData("UserDirectory/NoteLogin", "dynamodb:UpdateItem")]
    public void Function_MayDoExactlyThis(string function, string actions) =>
        Assert.Equal($"{actions} {EveryFunction}".Split(' ').Order(), ActionsOf(function));

    [Theory]
    [InlineData("BillingGates/RefundPayment", $"dynamodb:GetItem secretsmanager:GetSecretValue {Answer}")]
    [InlineData("UserDirectory/CreateUser", $"dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem {Answer}")]
    [InlineData("OrderService/RecordOrder", "dynamodb:UpdateItem")]
    [InlineData("AuthService/IssueToken", $"kms:Sign dynamodb:PutItem dynamodb:UpdateItem {Answer}")]
    [InlineData("NotificationService/SendEmail", "dynamodb:PutItem dynamodb:UpdateItem ses:SendRawEmail")]
    public void Consumer_MayDoExactlyThis(string function, string actions) =>
        Assert.Equal($"{actions} {EveryFunction} {EveryConsumer}".Split(' ').Order(), ActionsOf(function));

    [Fact]
    public void EveryFunction_HasARoleOfItsOwn_WithoutManagedPolicies()
    {
        var roles = template.OfType("AWS::Lambda::Function").Select(function => template.Target(function.Properties["Role"])).ToList();

        Assert.Equal(roles.Count, roles.Distinct().Count());
        Assert.All(roles, role => Assert.Null(role.Properties["ManagedPolicyArns"]));
    }

    [Fact]
    public void Tables_AreReachedByTheirServiceAndTheSagaOnly()
    {
        foreach (var policy in template.OfType("AWS::IAM::Policy"))
        {
            foreach (var (action, resource) in GrantsOf(policy))
            {
                if (!action.StartsWith("dynamodb:", StringComparison.Ordinal) || resource == "*")
                    continue;

                var table = template.OfType("AWS::DynamoDB::Table").Single(table => resource.Contains(table.Id, StringComparison.Ordinal));
                var owners = table.Path == "Purchases" ? ["BillingGates", "PurchaseSaga"] : new[] { table.Path.Split('/')[0] };
                Assert.True(owners.Contains(policy.Path.Split('/')[0]), $"{policy} may {action} on {table}");
            }
        }
    }

    [Fact]
    public void MainApp_MayCallTheTwoLoginsOnly()
    {
        var called = GrantsOf(template.At("MainApp/MainApp/Role/DefaultPolicy")).Where(grant => grant.Action == "lambda:InvokeFunction");

        string[] logins = ["AuthService/RedeemToken/Function", "AuthService/SendLoginLink/Function"];
        Assert.Equal(logins.Select(login => $"{{{template.At(login).Id}.Arn}}"), called.Select(grant => grant.Resource).Order());
    }

    [Fact]
    public void Executions_AreStartedThroughTheAlias()
    {
        var starts = Statements().Where(statement => Actions(statement).Contains("states:StartExecution")).ToList();
        Assert.Equal(3, starts.Count);
        Assert.All(starts, statement => Assert.Equal(
            "live", statement["Condition"]!["ForAnyValue:StringEquals"]!["states:StateMachineQualifier"]!.GetValue<string>()));

        var starters = template.OfType("AWS::Lambda::Function").Where(function => Variables(function).ContainsKey("SAGA_ARN")).ToList();
        Assert.Equal(3, starters.Count);
        Assert.All(starters, function => Assert.Equal(
            "AWS::StepFunctions::StateMachineAlias", template.Target(Variables(function)["SAGA_ARN"]).Type));
    }

    [Fact]
    public void Apis_AreAllowedToCallTheirFunctions_RouteByRoute()
    {
        var permissions = PermissionsOf("apigateway.amazonaws.com");

        Assert.Equal(template.OfType("AWS::ApiGateway::Method").Count, permissions.Count);
        Assert.All(permissions, permission =>
            Assert.DoesNotContain("/*/*", SynthesizedTemplate.Flatten(permission.Properties["SourceArn"]), StringComparison.Ordinal));
    }

    [Fact]
    public void Schedules_AreAllowedToCallTheirFunction_AndNothingElseIs()
    {
        var permissions = PermissionsOf("events.amazonaws.com");

        Assert.Equal(
            template.OfType("AWS::Events::Rule").Select(rule => (rule, template.Target(rule.Properties["Targets"]![0]!["Arn"]))),
            permissions.Select(permission =>
                (template.Target(permission.Properties["SourceArn"]), template.Target(permission.Properties["FunctionName"]))));
        Assert.Equal(template.OfType("AWS::Lambda::Permission").Count, permissions.Count + PermissionsOf("apigateway.amazonaws.com").Count);
    }

    [Fact]
    public void Reconciler_ReadsTheIndexOfOpenPurchases_AndNeverScans()
    {
        var grants = GrantsOf(template.At("BillingGates/ReconcilePayments/Role/DefaultPolicy")).ToList();
        var table = template.At("Purchases").Id;

        Assert.Equal($"{{{table}.Arn}}/index/open-purchases", Assert.Single(grants, grant => grant.Action == "dynamodb:Query").Resource);
        Assert.All(grants.Where(grant => grant.Action is "dynamodb:GetItem" or "dynamodb:UpdateItem"), grant =>
            Assert.Equal($"{{{table}.Arn}}", grant.Resource));
    }

    private List<Resource> PermissionsOf(string principal) =>
        [.. template.OfType("AWS::Lambda::Permission").Where(permission => permission.Text("Principal") == principal)];

    private static JsonObject Variables(Resource function) => function.Properties["Environment"]!["Variables"]!.AsObject();

    private IEnumerable<string> ActionsOf(string function) =>
        GrantsOf(template.At($"{function}/Role/DefaultPolicy")).Select(grant => grant.Action).Distinct().Order();

    private IEnumerable<JsonNode> Statements() => template.OfType("AWS::IAM::Policy").SelectMany(StatementsOf);

    private static IEnumerable<(string Action, string Resource)> GrantsOf(Resource policy) =>
        from statement in StatementsOf(policy)
        from action in Actions(statement)
        from resource in SynthesizedTemplate.Listed(statement["Resource"])
        select (action, SynthesizedTemplate.Flatten(resource));

    private static IEnumerable<JsonNode> StatementsOf(Resource policy) =>
        (policy.Properties["PolicyDocument"] ?? policy.Properties["KeyPolicy"])!["Statement"]!.AsArray()
        .Select(statement => statement!)
        .Where(statement => statement["Effect"]!.GetValue<string>() == "Allow");

    private static IEnumerable<string> Actions(JsonNode statement) =>
        SynthesizedTemplate.Listed(statement["Action"]).Select(action => action.GetValue<string>());
}
