using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Platform.Logging;

namespace Services.Tests.Platform;

public class JsonLoggerTests
{
    private readonly MemoryStream output = new();
    private readonly ILogger log;

    public JsonLoggerTests() => log = new JsonLoggerProvider(output, new FakeTimeProvider()).CreateLogger("Test");

    [Fact]
    public void Line_CarriesScopesAndNamedValues()
    {
        using (log.BeginScope(new Dictionary<string, object?> { ["purchaseId"] = "pur_1", ["traceId"] = "1-abc" }))
            log.LogInformation("Token {TokenId} for {Count} \"people\"", "t1", 3);

        var line = Assert.Single(Lines());
        Assert.Equal("pur_1", line.GetProperty("purchaseId").GetString());
        Assert.Equal("1-abc", line.GetProperty("traceId").GetString());
        Assert.Equal("t1", line.GetProperty("tokenId").GetString());
        Assert.Equal(3, line.GetProperty("count").GetInt32());
        Assert.Equal("Token t1 for 3 \"people\"", line.GetProperty("message").GetString());
        Assert.Equal("Information", line.GetProperty("level").GetString());
    }

    [Fact]
    public void NamedEvent_IsFoundByItsName()
    {
        log.LogInformation(new EventId(7, "LoggedOut"), "The visitor has logged out");
        log.LogInformation("Nothing special");

        Assert.Equal("LoggedOut", Lines()[0].GetProperty("event").GetString());
        Assert.False(Lines()[1].TryGetProperty("event", out _));
    }

    [Fact]
    public void Exception_IsOneMemberOfOneLine()
    {
        log.LogError(new InvalidOperationException("line one\nline two"), "It failed");

        var exception = Assert.Single(Lines()).GetProperty("exception");
        Assert.Equal("System.InvalidOperationException", exception.GetProperty("type").GetString());
    }

    [Fact]
    public void EndedScope_IsGone()
    {
        using (log.BeginScope(new Dictionary<string, object?> { ["purchaseId"] = "pur_1" }))
            log.LogInformation("inside");
        log.LogInformation("outside");

        Assert.False(Lines()[1].TryGetProperty("purchaseId", out _));
    }

    [Fact]
    public void BelowTheMinimum_NothingIsWritten()
    {
        log.LogDebug("quiet");
        Assert.Empty(Lines());
    }

    private JsonElement[] Lines() =>
        [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
}
