using System.Text;
using Local.EventSources;
using Local.Lambda;

namespace Local.Tests.EventSources;

public sealed class BatchResultTests
{
    [Theory]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    [InlineData("""{"batchItemFailures":null}""", "")]
    [InlineData("""{"batchItemFailures":[]}""", "")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"b"}]}""", "b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", "a,b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""", "a,b")]
    [InlineData("""{"batchItemFailures":[{"id":"a"}]}""", "a,b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"unknown"}]}""", "a,b")]
    [InlineData("""{"batchItemFailures":"a"}""", "a,b")]
    [InlineData("\"done\"", "a,b")]
    [InlineData("not json", "a,b")]
    public void Answer_SaysWhichRecordsFailed(string answer, string failed) => Assert.Equal(failed, Failures(answer, null, true));

    [Fact]
    public void FailedFunction_FailsTheBatch() => Assert.Equal("a,b", Failures("""{"batchItemFailures":[]}""", "Unhandled", true));

    [Fact]
    public void Answer_OfAMappingWithoutItemFailures_IsIgnored() =>
        Assert.Equal("", Failures("""{"batchItemFailures":[{"itemIdentifier":"b"}]}""", null, false));

    private static string Failures(string answer, string? error, bool reports) =>
        string.Join(',', BatchResult.Failures(new InvocationResult(Encoding.UTF8.GetBytes(answer), error), ["a", "b"], reports).Order());
}
