using BillingGates.StartSaga;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Streams;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

public class StartSagaTests
{
    private const string Home = "eu-west-1";

    private readonly RecordingSaga saga = new();

    [Theory]
    [InlineData("1-trace", "a-challenge")]
    [InlineData(null, null)]
    public async Task PaidPurchase_StartsTheSaga_WithTheInputOfTheDirectStart(string? traceId, string? challenge)
    {
        await HandleAsync(Paid(traceId, challenge));

        Assert.Equal([new SagaInput("pur_1", Events.Email, "prod_premium_tier", 99.99m, "USD", traceId, challenge)], saga.Started);
    }

    [Fact]
    public async Task PurchaseOfAnotherRegion_OrOfAnotherStatus_StartsNothing()
    {
        await HandleAsync(new(Paid()) { ["homeRegion"] = Text("us-east-1") });
        await HandleAsync(new(Paid()) { ["status"] = Text("COMPLETED") });

        Assert.Empty(saga.Started);
    }

    private Task HandleAsync(Dictionary<string, StreamAttribute> item) => new Handler(saga, Home, NullLogger.Instance)
        .HandleAsync(new StreamRecord("MODIFY", new StreamChange("1", item)), default);

    private static Dictionary<string, StreamAttribute> Paid(string? traceId = null, string? challenge = null)
    {
        var item = new Dictionary<string, StreamAttribute>
        {
            ["purchaseId"] = Text("pur_1"), ["status"] = Text("PAID"), ["homeRegion"] = Text(Home), ["customerEmail"] = Text(Events.Email),
            ["productId"] = Text("prod_premium_tier"), ["amount"] = new StreamAttribute { Number = "99.99" }, ["currency"] = Text("USD"),
        };
        if (traceId is not null)
            item["traceId"] = Text(traceId);
        if (challenge is not null)
            item["codeChallenge"] = Text(challenge);
        return item;
    }

    private static StreamAttribute Text(string value) => new() { Text = value };
}
