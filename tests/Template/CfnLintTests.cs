using System.ComponentModel;
using System.Diagnostics;
using Cdk;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class CfnLintTests(Synthesis synthesis)
{
    [SkippableTheory]
    [InlineData("development")]
    [InlineData("production")]
    [InlineData("valkey")]
    [InlineData("consumers")]
    public async Task Templates_HaveNoFindings(string stage)
    {
        SynthesizedTemplate[] templates = stage switch
        {
            "production" => [synthesis.Production, synthesis.ProductionStorefront, synthesis.ProductionAnalytics],
            "consumers" => [.. Consumers.Names.Select(synthesis.ConsumerStack)],
            "valkey" => [synthesis.Valkey, synthesis.ValkeyTokenCache],
            _ => [synthesis.Development, synthesis.DevelopmentStorefront, synthesis.DevelopmentAnalytics],
        };
        var start = new ProcessStartInfo("cfn-lint", [
            "--regions", "eu-west-1",
            // W3005 dependency already enforced: the CDK writes DependsOn next to references that imply it.
            "--ignore-checks", "W3005",
            "--", .. templates.Select(template => template.File),
        ])
        {
            RedirectStandardOutput = true,
        };

        Process? lint = null;
        try
        {
            lint = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "cfn-lint is not installed (pip install cfn-lint)");
        }

        using (lint)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var findings = await lint!.StandardOutput.ReadToEndAsync(deadline.Token);
            await lint.WaitForExitAsync(deadline.Token);
            Assert.True(lint.ExitCode == 0, findings);
        }
    }
}
