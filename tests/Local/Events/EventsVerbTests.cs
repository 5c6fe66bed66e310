using Local.Tests.Cli;

namespace Local.Tests.Events;

public sealed class EventsVerbTests
{
    [Fact]
    public async Task WithoutOptions_ItSaysWhatThereIs()
    {
        using var program = new ProgramProcess("events");

        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.Contains("docs/events", program.Output, StringComparison.Ordinal);
        Assert.Contains("PaymentSuccessful.schema.json     The charge went through.", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfTheCheckedInCatalog_IsContent()
    {
        using var program = new ProgramProcess("events", "--check");

        Assert.True(await program.ExitCodeAsync() == 0, program.Output);
    }

    [Theory]
    [InlineData("--check, --write and --release", "--check", "--write")]
    [InlineData("--breaking needs", "--breaking")]
    public async Task OptionsThatDontGoTogether_AreNamed_WithExitCode2(string message, params string[] options)
    {
        using var program = new ProgramProcess(["events", .. options]);

        Assert.Equal(2, await program.ExitCodeAsync());
        Assert.Contains(message, program.Output, StringComparison.Ordinal);
    }
}
