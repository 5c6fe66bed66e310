using System.Text.Json;
using Local.StepFunctions.Paths;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class JsonPathTests
{
    private const string Document = """
        {"store": {"books": [{"title": "A", "price": 8}, {"title": "B", "price": 12.5, "sold": true}, {"title": "C", "price": 20}], "full-name": "x"},
         "list": [0, 1, 2, 3, 4], "a b": null}
        """;

    [Theory]
    [InlineData("$.list[0]", "0")]
    [InlineData("$.list[-1]", "4")]
    [InlineData("$.store.books[1].title", "\"B\"")]
    [InlineData("$['store']['books'][0]['title']", "\"A\"")]
    [InlineData("$.store.full-name", "\"x\"")]
    [InlineData("$['a b']", "null")]
    [InlineData("$.list[1:3]", "[1,2]")]
    [InlineData("$.list[-2:]", "[3,4]")]
    [InlineData("$.list[:2]", "[0,1]")]
    [InlineData("$.list[::2]", "[0,2,4]")]
    [InlineData("$.list[0,2]", "[0,2]")]
    [InlineData("$.list[*]", "[0,1,2,3,4]")]
    [InlineData("$.store.books[*].price", "[8,12.5,20]")]
    [InlineData("$..title", "[\"A\",\"B\",\"C\"]")]
    [InlineData("$.store.books[?(@.price < 15)].title", "[\"A\",\"B\"]")]
    [InlineData("$.store.books[?(@.price >= 12.5 && !(@.title == 'C'))].title", "[\"B\"]")]
    [InlineData("$.store.books[?(@.sold)].title", "[\"B\"]")]
    [InlineData("$.store.books[?(@.title == 'A' || @.title == \"C\")].price", "[8,20]")]
    public void Path_ThatLeadsSomewhere_SelectsTheValue(string path, string expected)
    {
        Assert.True(JsonPath.Parse(path).TrySelect(JsonDocument.Parse(Document).RootElement, out var value));
        Expect.SameJson(expected, value);
    }

    [Theory]
    [InlineData("$.nothing")]
    [InlineData("$.list[5]")]
    [InlineData("$.list[-6]")]
    [InlineData("$.list.title")]
    [InlineData("$.store[0]")]
    public void DefinitePath_ThatLeadsNowhere_SelectsNothing(string path) =>
        Assert.False(JsonPath.Parse(path).TrySelect(JsonDocument.Parse(Document).RootElement, out _));

    [Theory]
    [InlineData("$.nothing[*]")]
    [InlineData("$.nothing[1:].title")]
    [InlineData("$.store.books[?(@.price > 100)]")]
    public void IndefinitePath_ThatLeadsNowhere_SelectsAnEmptyArray(string path)
    {
        Assert.True(JsonPath.Parse(path).TrySelect(JsonDocument.Parse(Document).RootElement, out var value));
        Expect.SameJson("[]", value);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("$.")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a['b]")]
    [InlineData("$.a[?(@.b ==)]")]
    [InlineData("$.a b")]
    [InlineData("$.list[::0]")]
    public void Text_ThatIsNoPath_IsRefused(string text) => Assert.Throws<ExpressionSyntaxException>(() => JsonPath.Parse(text));

    [Theory]
    [InlineData("$.a.b", """{"c": 1}""", """{"c": 1, "a": {"b": "new"}}""")]
    [InlineData("$.a.b", """{"a": {"b": 1, "c": 2}}""", """{"a": {"b": "new", "c": 2}}""")]
    [InlineData("$.a.b", """{"a": null}""", """{"a": {"b": "new"}}""")]
    [InlineData("$.a[1]", """{"a": [1, 2, 3]}""", """{"a": [1, "new", 3]}""")]
    [InlineData("$", """{"a": 1}""", "\"new\"")]
    public void ReferencePath_PutsAValueInItsPlace(string path, string document, string expected) =>
        Expect.SameJson(expected, ReferencePath.Parse(path).Insert(JsonDocument.Parse(document).RootElement, JsonDocument.Parse("\"new\"").RootElement));

    [Theory]
    [InlineData("$.a", "\"text\"")]
    [InlineData("$.a.b", """{"a": 1}""")]
    [InlineData("$.a[3]", """{"a": [1]}""")]
    public void ReferencePath_IntoSomethingElse_FailsWithResultPathMatchFailure(string path, string document)
    {
        var problem = Assert.Throws<EvaluationException>(
            () => ReferencePath.Parse(path).Insert(JsonDocument.Parse(document).RootElement, JsonDocument.Parse("1").RootElement));
        Assert.Equal("States.ResultPathMatchFailure", problem.ErrorName);
    }
}
