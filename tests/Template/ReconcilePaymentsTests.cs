using BillingGates.Purchases;

namespace Template.Tests;

/// <summary>The function that resolves what got stuck, its schedule, and the index that it reads.</summary>
[Collection(nameof(Synthesis))]
public sealed class ReconcilePaymentsTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void Runs_EveryFiveMinutes_AndEndsBeforeTheNextRun()
    {
        var rule = Assert.Single(template.OfType("AWS::Events::Rule"));
        var function = template.Target(Assert.Single(rule.Properties["Targets"]!.AsArray())!["Arn"]);

        Assert.Equal(("rate(5 minutes)", "ENABLED"), (rule.Text("ScheduleExpression"), rule.Text("State")));
        Assert.Equal("BillingGates/ReconcilePayments/Function", function.Path);
        Assert.InRange(function.Number("Timeout"), 60, 299);
    }

    /// <summary>Its next run begins anew, so an event older than that is worth nothing.</summary>
    [Fact]
    public void FailedRun_IsRepeatedOnce_BeforeTheNextOne()
    {
        var settings = template.At("BillingGates/ReconcilePayments/Repetitions");

        Assert.Equal((1, 300), (settings.Number("MaximumRetryAttempts"), settings.Number("MaximumEventAgeInSeconds")));
    }

    [Fact]
    public void OpenPurchases_AreFoundByBucketAndAge_WithoutPersonalData()
    {
        var indexes = template.OfType("AWS::DynamoDB::Table").SelectMany(table => table.Properties["GlobalSecondaryIndexes"]?.AsArray() ?? []);
        var index = Assert.Single(indexes)!;
        var keys = index["KeySchema"]!.AsArray().Select(key => (key!["AttributeName"]!.GetValue<string>(), key["KeyType"]!.GetValue<string>()));
        var held = index["Projection"]!["NonKeyAttributes"]!.AsArray().Select(name => name!.GetValue<string>());

        Assert.Equal(OpenPurchases.Index, index["IndexName"]!.GetValue<string>());
        Assert.Equal([(OpenPurchases.Bucket, "HASH"), ("createdAt", "RANGE")], keys);
        Assert.Equal(["status", "leaseUntil"], held);
    }
}
