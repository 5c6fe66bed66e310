using System.Text.Json.Nodes;
using Local.Events;

namespace Local.Tests.Events;

/// <summary>Each way to break a reader is found, by its place; what breaks nobody is let through.</summary>
public sealed class CompatibilityTests
{
    private const string Order = """
        {'type': 'object', 'required': ['id', 'data'], 'properties': {
          'id': {'type': 'string'},
          'note': {'type': ['string', 'null']},
          'data': {'type': 'object', 'required': ['amount'], 'properties': {
            'amount': {'type': 'number'},
            'count': {'type': 'integer'},
            'colour': {'enum': ['red', 'blue']},
            'tags': {'type': 'array', 'items': {'type': 'object', 'properties': {'name': {'type': 'string'}}}},
            'labels': {'type': 'object', 'additionalProperties': {'type': 'string'}},
            'when': {'type': 'string', 'format': 'date-time'},
            'anything': {}}}}}
        """;

    [Theory]
    [InlineData("'note': {'type': ['string', 'null']},", "", "$.note", "removed or renamed")]
    [InlineData("'note':", "'remark':", "$.note", "removed or renamed")]
    [InlineData("'amount': {'type': 'number'},", "", "$.data.amount", "removed or renamed")]
    [InlineData("{'name': {'type': 'string'}}", "{}", "$.data.tags[*].name", "removed or renamed")]
    [InlineData("['string', 'null']", "'string'", "$.note", "narrowed: the type null")]
    [InlineData("'type': 'number'", "'type': 'integer'", "$.data.amount", "narrowed: the type number")]
    [InlineData("'amount': {'type': 'number'}", "'amount': {'type': 'string'}", "$.data.amount", "narrowed: the type integer or number")]
    [InlineData("'anything': {}", "'anything': {'type': 'string'}", "$.data.anything", "narrowed to the type string")]
    [InlineData("'anything': {}", "'anything': {'const': 1}", "$.data.anything", "narrowed to the value 1")]
    [InlineData("['red', 'blue']", "['red']", "$.data.colour", "narrowed: the value \"blue\"")]
    [InlineData("{'enum': ['red', 'blue']}", "{'const': 'red'}", "$.data.colour", "narrowed: the value \"blue\"")]
    [InlineData("'id': {'type': 'string'}", "'id': {'type': 'string', 'maxLength': 5}", "$.id", "maxLength was not set and is 5")]
    [InlineData("'id': {'type': 'string'}", "'id': {'type': 'string', 'format': 'uuid'}", "$.id", "format was not set and is \"uuid\"")]
    [InlineData("Properties': {'type': 'string'}", "Properties': {'type': 'null'}", "$.data.labels.*", "narrowed: the type string")]
    [InlineData("'required': ['id'", "'additionalProperties': false, 'required': ['id'", "$.*", "not was not set and is {}")]
    [InlineData("'anything': {}", "'anything': {'$ref': '#/properties/id'}", "$.data.anything", "$ref was not set")]
    [InlineData("'required': ['amount']", "'required': ['amount', 'count']", "$.data.count", "required now")]
    public void WhatOldEventsDontMeet_IsABreak(string change, string into, string path, string why) =>
        AssertBreak(change, into, path, why);

    [Theory]
    [InlineData("'id': {'type': 'string'}", "'id': {'type': ['string', 'null']}", "$.id", "widened: the type null")]
    [InlineData("'count': {'type': 'integer'}", "'count': {'type': 'number'}", "$.data.count", "widened: the type number")]
    [InlineData("'count': {'type': 'integer'}", "'count': {}", "$.data.count", "widened from the type integer to any")]
    [InlineData("['red', 'blue']", "['red', 'blue', 'green']", "$.data.colour", "widened: the value \"green\"")]
    [InlineData(", 'format': 'date-time'", "", "$.data.when", "format was \"date-time\" and is not set")]
    [InlineData("'required': ['amount'], ", "", "$.data.amount", "may be missing now")]
    public void WhatTodaysReadersDontExpect_IsABreak(string change, string into, string path, string why) =>
        AssertBreak(change, into, path, why);

    [Fact]
    public void NewRequiredField_IsABreak()
    {
        var now = Changed("['amount'], 'properties': {", "['amount', 'vat'], 'properties': {'vat': {'type': 'number'}, ");

        var found = Assert.Single(Breaks(now));
        Assert.Equal("Order $.data.vat: a new field is required, and events that were published before lack it.", found.ToString());
    }

    [Theory]
    [InlineData("'anything': {}", "'anything': {}, 'vat': {'type': 'number'}")]
    [InlineData("'name': {'type': 'string'}", "'name': {'type': 'string'}, 'code': {'enum': [1]}")]
    [InlineData("'id': {'type': 'string'}", "'id': {'description': 'Ours.', 'type': 'string', 'examples': ['x']}")]
    [InlineData("'id': {'type': 'string'}", "'id': {'type': ['string']}")]
    [InlineData("'type': 'number'", "'type': ['number', 'integer']")]
    [InlineData("'anything': {}", "'anything': true")]
    [InlineData("['red', 'blue']", "['blue', 'red']")]
    public void WhatNobodyNotices_IsNoBreak(string change, string into) => Assert.Empty(Breaks(Changed(change, into)));

    [Fact]
    public void RemovedEvent_IsABreak_AndANewOneIsNot()
    {
        var (known, other) = (Schema(Order), Schema("{'type': 'object'}"));

        Assert.Empty(Compatibility.Between(Catalog(("Order", known)), Catalog(("Order", known), ("Later", other))));
        var gone = Assert.Single(Compatibility.Between(Catalog(("Order", known), ("Later", other)), Catalog(("Order", known))));
        Assert.Equal("Later $: the event was removed or renamed.", gone.ToString());
    }

    private static void AssertBreak(string change, string into, string path, string why)
    {
        var breaks = Breaks(Changed(change, into));

        Assert.Contains(breaks, found => found.Event == "Order" && found.Path == path && found.Why.Contains(why, StringComparison.Ordinal));
        Assert.All(breaks, found => Assert.StartsWith(path, found.Path, StringComparison.Ordinal));
    }

    private static JsonObject Changed(string part, string into)
    {
        Assert.Equal(2, Order.Split(part).Length);
        return Schema(Order.Replace(part, into, StringComparison.Ordinal));
    }

    private static IReadOnlyList<Break> Breaks(JsonObject now) =>
        Compatibility.Between(Catalog(("Order", Schema(Order))), Catalog(("Order", now)));

    private static EventCatalog Catalog(params IEnumerable<(string Name, JsonObject Schema)> schemas) =>
        new(schemas.ToDictionary(each => each.Name, each => each.Schema));

    private static JsonObject Schema(string text) => JsonNode.Parse(text.Replace('\'', '"'))!.AsObject();
}
