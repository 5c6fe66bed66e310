using System.Text;
using BillingGates.Purchases;
using Local.Faults;

namespace Local.Tests.Faults;

public sealed class PurchaseIdsTests
{
    private const string Id = "pur_0123456789abcdefghjkmnpqrs";

    [Theory]
    [InlineData("", "")]
    [InlineData("pur_", "")]
    [InlineData("pur_tooshort", "")]
    [InlineData($"{{\"id\":\"{Id}\",\"again\":\"{Id}\"}}", Id)]
    [InlineData($"Message=%7B%22{Id}%22%7D", Id)]
    [InlineData($"pur_pur_{Id}", Id)]
    [InlineData($"{Id}:{Id}x pur_aaaaaaaaaaaaaaaaaaaaaaaaaa", $"{Id},pur_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void In_FindsEachOnce(string text, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), PurchaseIds.In(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"idempotencyKey":"11111111-1111-1111-1111-111111111111","productId":"p"}""")]
    [InlineData("""{"headers":{"Idempotency-Key":"11111111-1111-1111-1111-111111111111"}}""")]
    [InlineData("""{"multiValueHeaders":{"idempotency-key": ["11111111-1111-1111-1111-111111111111"]}}""")]
    public void OfIdempotencyKey_IsTheOneThatBillingGatesDerives(string json) =>
        Assert.Equal(
            PurchaseIdentity.IdFor("11111111-1111-1111-1111-111111111111"), PurchaseIds.OfIdempotencyKey(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void OfIdempotencyKey_IsNothing_WhereThereIsNoKey() => Assert.Null(PurchaseIds.OfIdempotencyKey("""{"productId":"p"}"""u8));
}
