using System.Text;
using Amazon.Lambda.RuntimeSupport;
using Tests.Bundled.Support;

namespace Tests.Bundled.Runtime;

/// <summary>The runtime API's odd moments: forms of answers, refusals, and connections that break.</summary>
public sealed class ProtocolTests
{
    public static TheoryData<int> ChunkSizes => new(1, 7, 7_777, 200_000);

    private static LambdaBootstrapBuilder Echo => LambdaBootstrapBuilder.Create((input, _, output) => input.CopyTo(output));

    [Theory]
    [MemberData(nameof(ChunkSizes))]
    public async Task Event_InChunks_ArrivesWhole(int chunkSize)
    {
        await using var function = new RunningFunction(Echo);
        var text = $"\"{new string('ü', chunkSize == 1 ? 500 : 100_000)}\r\n0\r\n\r\n\"";

        var id = function.Api.SendChunked(text, chunkSize);
        var post = await function.Api.NextPostAsync();

        Assert.Equal($"invocation/{id}/response", post.Path);
        Assert.Equal(text, post.Text);
    }

    [Fact]
    public async Task Event_OfThreeMegabytes_IsEchoed()
    {
        await using var function = new RunningFunction(Echo);
        var text = $"\"{new string('x', 3_000_000)}\"";

        function.Api.Send(text);

        Assert.Equal(text, (await function.Api.NextPostAsync()).Text);
    }

    [Fact]
    public async Task Connection_ClosedAfterTheEvent_IsOpenedAgainForTheResult()
    {
        await using var function = new RunningFunction(Echo);

        var id = function.Api.Send("1", "Connection: close\r\n");
        var post = await function.Api.NextPostAsync();

        Assert.Equal(($"invocation/{id}/response", "1"), (post.Path, post.Text));
        Assert.Equal(2, function.Api.Connections);
    }

    [Fact]
    public async Task Poll_DroppedWhileItWaits_IsSentAgain()
    {
        await using var function = new RunningFunction(Echo);

        function.Api.DropAPoll();
        function.Api.DropAPoll();
        function.Api.Send("1");

        Assert.Equal("1", (await function.Api.NextPostAsync()).Text);
        Assert.Equal(3, function.Api.Connections);
    }

    [Fact]
    public async Task Poll_DroppedAtOnceAgainAndAgain_EndsTheLoopWithAnError()
    {
        await using var function = new RunningFunction(Echo);

        for (var drop = 0; drop < 10; drop++)
            function.Api.DropAPoll();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => function.Loop.WaitAsync(RuntimeApi.Deadline));
        Assert.Contains("closes every connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_AnsweredInPart_IsNotTakenForAnEvent()
    {
        await using var function = new RunningFunction(Echo);

        function.Api.SendRaw(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nConnection: close\r\nContent-Length: 10\r\n\r\n123"));

        await Assert.ThrowsAnyAsync<Exception>(() => function.Loop.WaitAsync(RuntimeApi.Deadline));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Poll_AnsweredWithNoEvent_EndsTheLoopWithAnError(string answer)
    {
        await using var function = new RunningFunction(Echo);

        function.Api.SendRaw(Encoding.ASCII.GetBytes(answer));

        await Assert.ThrowsAnyAsync<Exception>(() => function.Loop.WaitAsync(RuntimeApi.Deadline));
    }

    [Fact]
    public async Task Response_TooLarge_BecomesAnError()
    {
        await using var function = new RunningFunction(Echo);
        function.Api.AnswerPostWith("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n");

        var id = function.Api.Send("\"large\"");
        await function.Api.NextPostAsync();
        var error = await function.Api.NextPostAsync();

        Assert.Equal($"invocation/{id}/error", error.Path);
        Assert.Equal("Function.ResponseSizeTooLarge", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("Function.ResponseSizeTooLarge", error.Headers["lambda-runtime-function-error-type"]);
    }

    [Fact]
    public async Task Response_WhoseAcknowledgementWasLost_CountsAsTakenWhenItsSecondCopyIsRefused()
    {
        await using var function = new RunningFunction(Echo);
        function.Api.AnswerPostWith("");
        function.Api.AnswerPostWith("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        function.Api.Send("1");
        var first = await function.Api.NextPostAsync();
        var second = await function.Api.NextPostAsync();
        function.Api.Send("2");
        var next = await function.Api.NextPostAsync();

        Assert.Equal((first.Path, first.Text), (second.Path, second.Text));
        Assert.Equal("2", next.Text);
    }

    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("403 Forbidden")]
    public async Task Response_ThatLambdaNoLongerWants_IsDroppedAndTheLoopGoesOn(string status)
    {
        await using var function = new RunningFunction(Echo);
        function.Api.AnswerPostWith($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");

        function.Api.Send("1");
        await function.Api.NextPostAsync();
        function.Api.Send("2");

        Assert.Equal("2", (await function.Api.NextPostAsync()).Text);
    }

    [Fact]
    public async Task Cancellation_WhileWaiting_EndsTheLoopWithoutAnError()
    {
        await using var function = new RunningFunction(Echo);
        function.Api.Send("1");
        await function.Api.NextPostAsync();

        await function.StopAsync();

        Assert.True(function.Loop.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Initializer_ThatThrows_IsReportedAndEndsTheLoopWithItsError()
    {
        await using var function = new RunningFunction(Echo.UseBootstrapHandler(() => throw new InvalidOperationException("No configuration.")));

        var post = await function.Api.NextPostAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => function.Loop.WaitAsync(RuntimeApi.Deadline));

        Assert.Equal("init/error", post.Path);
        Assert.Equal("No configuration.", post.Json.GetProperty("errorMessage").GetString());
        Assert.Equal("No configuration.", failure.Message);
    }

    [Fact]
    public async Task Initializer_ThatDeclines_EndsTheLoopWithoutAPoll()
    {
        await using var function = new RunningFunction(Echo.UseBootstrapHandler(() => Task.FromResult(false)));

        await function.Loop.WaitAsync(RuntimeApi.Deadline);

        Assert.Equal(0, function.Api.Connections);
    }

    [Fact]
    public void Build_OutsideOfLambda_NamesTheMissingVariable()
    {
        using var environment = new EnvironmentScope(("AWS_LAMBDA_RUNTIME_API", null));

        var failure = Assert.Throws<InvalidOperationException>(() => Echo.Build());

        Assert.Contains("AWS_LAMBDA_RUNTIME_API", failure.Message, StringComparison.Ordinal);
    }
}
