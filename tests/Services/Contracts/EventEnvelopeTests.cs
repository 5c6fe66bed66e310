using System.Text.Json;
using Contracts;
using Support;

namespace Services.Tests.Contracts;

public class EventEnvelopeTests
{
    [Fact]
    public void PaymentSuccessful_AsTheSagaPublishesIt_IsReadCompletely()
    {
        const string Event =
            """
            {"eventName":"PaymentSuccessful","eventId":"pur_1:PaymentSuccessful","timestamp":"2025-07-06T22:57:00Z","traceId":"1-abc",
             "data":{"purchaseId":"pur_1","userId":null,"customerEmail":"a@b.example","productId":"prod_premium_tier","amount":99.99,"currency":"USD"}}
            """;
        CheckedInSchemas.Require(Event);

        var envelope = EventEnvelope.Parse(Event);

        var paid = Assert.IsType<PaymentSuccessful>(envelope.Data);
        Assert.Equal(("pur_1", null, "a@b.example", 99.99m, "USD"), (paid.PurchaseId, paid.UserId, paid.CustomerEmail, paid.Amount, paid.Currency));
        Assert.Equal("1-abc", envelope.TraceId);
        Assert.Equal(new DateTimeOffset(2025, 7, 6, 22, 57, 0, TimeSpan.Zero), envelope.Timestamp);
    }

    [Fact]
    public void UnknownFields_AreIgnored()
    {
        const string Event =
            """
            {"schema":3,"eventName":"PaymentRefunded","eventId":"x","timestamp":"2025-07-06T22:57:00Z",
             "data":{"refundId":"re_1","purchaseId":"p","customerEmail":"a@b.example","productId":"x","amount":1,"currency":"USD","coupon":{"code":"X"}}}
            """;
        CheckedInSchemas.Require(Event, unknownFields: true);

        var envelope = EventEnvelope.Parse(Event);

        Assert.Equal("re_1", Assert.IsType<PaymentRefunded>(envelope.Data).RefundId);
    }

    [Fact]
    public void UnknownEvent_HasNoData_AndIsNoError() =>
        Assert.Null(EventEnvelope.Parse("""{"eventName":"CartAbandoned","eventId":"x","timestamp":"2025-07-06T22:57:00Z","data":{}}""").Data);

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"eventName":"PaymentSuccessful","eventId":"x","timestamp":"2025-07-06T22:57:00Z","data":{"purchaseId":"p"}}""")]
    public void MalformedEvent_IsRefused(string json) => Assert.Throws<JsonException>(() => EventEnvelope.Parse(json));
}
