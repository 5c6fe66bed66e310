using System.Text;
using System.Text.Json;
using Local.StepFunctions;
using Local.StepFunctions.Paths;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class IntrinsicFunctionTests
{
    private const string Data = """
        {"name": "Ann", "numbers": [1, 2, 2, 3], "object": {"a": 1, "b": []}, "text": "a,b;c,,d", "json": "{\"x\": [1, null]}", "template": "Hi {}", "n": 3, "no": null}
        """;

    [Theory]
    [InlineData("States.Format('Hello {}, {} times', $.name, $.n)", "\"Hello Ann, 3 times\"")]
    [InlineData("States.Format($.template, $.object)", "\"Hi {a=1, b=[]}\"")]
    [InlineData("States.Format('{} and {}', $.numbers, $.no)", "\"[1, 2, 2, 3] and null\"")]
    [InlineData(@"States.Format('it\'s \{\} {} \\', $.name)", @"""it's {} Ann \\""")]
    [InlineData("States.Format('no placeholder')", "\"no placeholder\"")]
    [InlineData("States.StringSplit($.text, ',;')", """["a","b","c","d"]""")]
    [InlineData("States.StringToJson($.json)", """{"x":[1,null]}""")]
    [InlineData("States.StringToJson('')", "null")]
    [InlineData("States.JsonToString($.object)", """ "{\"a\":1,\"b\":[]}" """)]
    [InlineData("States.JsonMerge($.object, States.StringToJson('{\"b\":2}'), false)", """{"a":1,"b":2}""")]
    [InlineData("States.Array()", "[]")]
    [InlineData("States.Array('a', 1, true, null, $.n)", """["a",1,true,null,3]""")]
    [InlineData("States.ArrayPartition($.numbers, 3)", "[[1,2,2],[3]]")]
    [InlineData("States.ArrayContains($.numbers, 3)", "true")]
    [InlineData("States.ArrayContains($.numbers, 'x')", "false")]
    [InlineData("States.ArrayRange(1, 9, 4)", "[1,5,9]")]
    [InlineData("States.ArrayRange(3, 1, -1)", "[3,2,1]")]
    [InlineData("States.ArrayRange(1, 0, 2)", "[]")]
    [InlineData("States.ArrayGetItem($.numbers, 3)", "3")]
    [InlineData("States.ArrayLength($.numbers)", "4")]
    [InlineData("States.ArrayUnique($.numbers)", "[1,2,3]")]
    [InlineData("States.Base64Encode('Data to encode')", "\"RGF0YSB0byBlbmNvZGU=\"")]
    [InlineData("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "\"Data to encode\"")]
    [InlineData("States.Hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\"")]
    [InlineData("States.MathAdd($.n, -1)", "2")]
    [InlineData("States.MathAdd(-2.5, 0)", "-2")]
    [InlineData("States.MathAdd(1.5, 0)", "2")]
    [InlineData("States.ArrayGetItem(States.StringSplit(States.Format('{}-{}', $.name, 'x'), '-'), 1)", "\"x\"")]
    [InlineData("States.Format('{}', $$.Execution.Name)", "\"run\"")]
    public void Function_WithFittingArguments_Yields(string expression, string expected) => Expect.SameJson(expected, Evaluate(expression));

    [Theory]
    [InlineData("States.Format('{} {}', $.name)")]
    [InlineData("States.Format('none', $.name)")]
    [InlineData("States.Format($.n)")]
    [InlineData("States.StringSplit($.n, ',')")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.JsonMerge($.object, $.object, true)")]
    [InlineData("States.JsonMerge($.object, $.numbers, false)")]
    [InlineData("States.ArrayPartition($.numbers, 0)")]
    [InlineData("States.ArrayRange(1, 2000, 1)")]
    [InlineData("States.ArrayRange(1, 2, 0)")]
    [InlineData("States.ArrayGetItem($.numbers, 4)")]
    [InlineData("States.ArrayLength($.name)")]
    [InlineData("States.Base64Decode('?')")]
    [InlineData("States.Hash('x', 'CRC')")]
    [InlineData("States.MathRandom(2, 1)")]
    [InlineData("States.MathAdd('a', 1)")]
    public void Function_WithAWrongArgument_FailsWithIntrinsicFailure(string expression)
    {
        var problem = Assert.Throws<EvaluationException>(() => Evaluate(expression));
        Assert.Equal("States.IntrinsicFailure", problem.ErrorName);
        Assert.Contains(expression, problem.Message);
    }

    [Theory]
    [InlineData("States.Unknown()")]
    [InlineData("States.UUID(1)")]
    [InlineData("States.MathAdd(1)")]
    [InlineData("States.Format('open)")]
    [InlineData("States.Array(1,)")]
    [InlineData("States.Array(1) x")]
    [InlineData("plain text")]
    public void Text_ThatIsNoCall_IsRefused(string text) => Assert.Throws<ExpressionSyntaxException>(() => ValueExpression.Parse(text));

    [Fact]
    public void Uuid_IsOfVersionFour_AndNewEachTime()
    {
        var random = new Random(1);
        var (first, second) = (Evaluate("States.UUID()", random), Evaluate("States.UUID()", random));
        Assert.Equal(4, Guid.Parse(first.GetString()!).Version);
        Assert.NotEqual(first.GetString(), second.GetString());
    }

    [Fact]
    public void MathRandom_StaysBelowItsEnd_AndRepeatsWithASeed()
    {
        var random = new Random(1);
        var drawn = Enumerable.Range(0, 100).Select(_ => Evaluate("States.MathRandom(1, 4)", random).GetInt64()).ToHashSet();
        Assert.Equal([1, 2, 3], drawn.Order());
        Assert.Equal(Evaluate("States.MathRandom(1, 1000, 42)").GetInt64(), Evaluate("States.MathRandom(1, 1000, 42)").GetInt64());
    }

    private static JsonElement Evaluate(string expression, Random? random = null) => ValueExpression.Parse(expression).Evaluate(
        new Scope(Json.ParseCompact(Encoding.UTF8.GetBytes(Data)), () => JsonDocument.Parse("""{"Execution": {"Name": "run"}}""").RootElement, random ?? new Random(1)), "field");
}
