using System.Globalization;
using Faults.Tests.Support;
using Local.Proof;

namespace Faults.Tests;

/// <summary>The run of the command <c>faults</c>, as large as a test may be.</summary>
public class RandomRunTests : IClassFixture<Courtroom>
{
    private readonly Courtroom court;

    public RandomRunTests(Courtroom court) => this.court = court;

    [Fact]
    public async Task HundredPurchasesUnderRandomFaults_KeepThePromise()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);

        var holds = await new RandomRun(court.Trial, 200, output).RunAsync(purchases: 100, seed: 42, CancellationToken.None);

        Assert.True(holds, output.ToString());
        Assert.NotEmpty(court.Trial.Faults.Log);
    }
}
