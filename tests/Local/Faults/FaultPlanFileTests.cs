using Local.Faults;

namespace Local.Tests.Faults;

public sealed class FaultPlanFileTests
{
    [Fact]
    public void EveryMember_IsRead()
    {
        var plan = FaultPlanFile.Parse("""
            {
              "seed": 42, // comments are allowed
              "rules": [
                { "kind": "crash-after", "function": "CreateUser", "call": "dynamodb:PutItem", "nth": 2, "times": 3, "probability": 0.5 },
                { "kind": "hold", "queue": "user-directory-subscription", "purchaseId": "pur_1", "delay": 90 },
                { "kind": "provider-timeout-after", "operation": "refund" },
              ]
            }
            """);
        Assert.Equal(42, plan.Seed);
        Assert.Equal(
            [
                new(FaultKind.CrashAfter) { Function = "CreateUser", Call = "dynamodb:PutItem", Nth = 2, Times = 3, Probability = 0.5 },
                new(FaultKind.Hold) { Queue = "user-directory-subscription", PurchaseId = "pur_1", Delay = TimeSpan.FromSeconds(90) },
                new(FaultKind.ProviderTimeoutAfter) { Operation = "refund" },
            ],
            plan.Rules);
    }

    [Fact]
    public void EveryKind_HasItsNameInKebabCase() => Assert.All(Enum.GetValues<FaultKind>(), kind =>
        Assert.Equal(kind, Assert.Single(FaultPlanFile.Parse($$"""{"rules":[{"kind":"{{kind.Name()}}"}]}""").Rules).Kind));

    [Theory]
    [InlineData("nonsense", "it is no JSON")]
    [InlineData("[]", "the plan: it must be an object")]
    [InlineData("""{"seed": 1}""", "the plan: rules must be a list")]
    [InlineData("""{"rules": [], "sed": 1}""", "the plan: sed is not known here")]
    [InlineData("""{"rules": [{}]}""", "rule 1: kind is missing")]
    [InlineData("""{"rules": [{"kind": "crash"}]}""", "rule 1: unknown kind crash; there are crash-before, crash-after,")]
    [InlineData("""{"rules": [{"kind": "throttle"}, {"kind": "throttle", "nth": 0}]}""", "rule 2: nth must be a whole number from 1 on")]
    [InlineData("""{"rules": [{"kind": "throttle", "probability": 1.5}]}""", "rule 1: probability must be a number from 0 to 1")]
    [InlineData("""{"rules": [{"kind": "throttle", "function": 1}]}""", "rule 1: function must be a text")]
    [InlineData("""{"rules": [{"kind": "crash-before", "function": "saga"}]}""", "rule 1: the saga has no process that could crash")]
    [InlineData("""{"rules": [{"kind": "conflict", "call": "sns:Publish"}]}""", "rule 1: conflict strikes calls to dynamodb only")]
    [InlineData("""{"rules": [{"kind": "hold", "call": "sns:Publish"}]}""", "rule 1: hold strikes no AWS call")]
    [InlineData("""{"rules": [{"kind": "throttle", "queue": "q"}]}""", "rule 1: throttle strikes no delivery")]
    [InlineData("""{"rules": [{"kind": "throttle", "operation": "charge"}]}""", "rule 1: throttle doesn't strike the payment provider")]
    [InlineData("""{"rules": [{"kind": "crash-before", "function": "Saga"}]}""", "rule 1: the saga has no process that could crash")]
    [InlineData("""{"rules": [{"kind": "delay", "kind": "delay"}]}""", "rule 1: kind is there twice")]
    [InlineData("""{"rules": [{"kind": "fail", "probability": 0}]}""", "rule 1: with probability 0 it never strikes")]
    [InlineData("""{"rules": [{"kind": "fail", "purchaseId": "mine"}]}""", "rule 1: mine is no purchase's id")]
    [InlineData("""{"rules": [{"kind": "fail", "call": "dynamodb.PutItem"}]}""", "rule 1: call must be a service and an operation")]
    [InlineData("""{"rules": [{"kind": "expire-task", "call": "dynamodb:PutItem"}]}""", "rule 1: expire-task strikes answers to the saga only")]
    [InlineData("""{"rules": [{"kind": "provider-throttle", "operation": "pay"}]}""", "rule 1: operation must be charge, refund,")]
    [InlineData("""{"rules": [{"kind": "provider-throttle", "function": "Bff"}]}""", "rule 1: the payment provider doesn't know which")]
    public void PlanThatCouldNotStrike_IsRefusedWithTheReason(string json, string reason) =>
        Assert.StartsWith(reason, Assert.Throws<FormatException>(() => FaultPlanFile.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingFile_IsNamed()
    {
        var problem = Assert.Throws<FormatException>(() => FaultPlanFile.Read("/nowhere/plan.json"));
        Assert.Contains("/nowhere/plan.json", problem.Message, StringComparison.Ordinal);
    }
}
