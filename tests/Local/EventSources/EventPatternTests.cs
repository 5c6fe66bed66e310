using System.Text.Json;
using Local.EventSources;

namespace Local.Tests.EventSources;

public sealed class EventPatternTests
{
    private const string Event = """
        {"status":{"S":"PAID"},"amount":99.5,"country":null,"note":"","tags":["new","vip"],"items":[{"sku":"a"},{"sku":"b"}],"flag":true}
        """;

    [Theory]
    [InlineData("""{"status":{"S":["PAID"]}}""", true)]
    [InlineData("""{"status":{"S":["REFUNDED","PAID"]}}""", true)]
    [InlineData("""{"status":{"S":["paid"]}}""", false)]
    [InlineData("""{"status":{"N":["1"]}}""", false)]
    [InlineData("""{"amount":[99.50]}""", true)]
    [InlineData("""{"amount":["99.5"]}""", false)]
    [InlineData("""{"flag":[true]}""", true)]
    [InlineData("""{"country":[null]}""", true)]
    [InlineData("""{"note":[""]}""", true)]
    [InlineData("""{"absent":[null]}""", false)]
    [InlineData("""{"tags":["vip"]}""", true)]
    [InlineData("""{"tags":["old"]}""", false)]
    [InlineData("""{"items":{"sku":["b"]}}""", true)]
    [InlineData("""{"status":{"S":[{"prefix":"PA"}]}}""", true)]
    [InlineData("""{"status":{"S":[{"prefix":{"equals-ignore-case":"pa"}}]}}""", true)]
    [InlineData("""{"status":{"S":[{"suffix":"PA"}]}}""", false)]
    [InlineData("""{"status":{"S":[{"equals-ignore-case":"paid"}]}}""", true)]
    [InlineData("""{"status":{"S":[{"wildcard":"P*D"}]}}""", true)]
    [InlineData("""{"status":{"S":[{"anything-but":"PAID"}]}}""", false)]
    [InlineData("""{"status":{"S":[{"anything-but":["NEW","OPEN"]}]}}""", true)]
    [InlineData("""{"status":{"S":[{"anything-but":{"prefix":"PA"}}]}}""", false)]
    [InlineData("""{"status":{"S":[{"anything-but":{"prefix":["X","PA"]}}]}}""", false)]
    [InlineData("""{"amount":[{"numeric":[">",99,"<=",99.5]}]}""", true)]
    [InlineData("""{"amount":[{"numeric":["<",99]}]}""", false)]
    [InlineData("""{"note":[{"numeric":["=",0]}]}""", false)]
    [InlineData("""{"absent":[{"exists":false}]}""", true)]
    [InlineData("""{"note":[{"exists":false}]}""", false)]
    [InlineData("""{"note":[{"exists":true}]}""", true)]
    [InlineData("""{"$or":[{"amount":[1]},{"tags":["new"]}]}""", true)]
    [InlineData("""{"$or":[{"amount":[1]},{"tags":["old"]}]}""", false)]
    [InlineData("""{"amount":[99.5],"tags":["old"]}""", false)]
    public void Pattern_Matches(string pattern, bool matches) =>
        Assert.Equal(matches, EventPattern.Parse(pattern).Matches(JsonElement.Parse(Event)));

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"a":"b"}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/8"}]}""")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""")]
    [InlineData("""{"a":[{"exists":"yes"}]}""")]
    public void PatternThatNobodyCanHonour_IsRefused(string pattern) => Assert.Throws<FormatException>(() => EventPattern.Parse(pattern));
}
