using Local.Cli;
using Local.Tests.Cli;

namespace Purchase.Tests;

/// <summary>A proof that somebody has no time for.</summary>
public class InterruptedProofTests
{
    [SkippableTheory]
    [InlineData("faults", "--purchases")]
    [InlineData("flood", "--checkouts")]
    public async Task Interrupted_EndsAtOnce_SaysThatItIsNotDone_AndLeavesNoProcess(string verb, string count)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Sends signals");
        using var program = new ProgramProcess(verb, count, "5000");
        await program.UntilReadyAsync();
        var children = program.Descendants;

        program.Send("TERM");

        Assert.Equal(ExitCodes.Interrupted, await program.ExitCodeAsync());
        Assert.NotEmpty(children);
        await ProgramProcess.UntilGoneAsync(children);
    }
}
