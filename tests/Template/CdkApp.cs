using System.Diagnostics;
using System.Text.Json;
using Cdk;

namespace Template.Tests;

/// <summary>The CDK app, run as a process of its own: its engine doesn't stand several users in one process.</summary>
internal static class CdkApp
{
    /// <summary>Runs a synth, at most two minutes.</summary>
    public static async Task<(int ExitCode, string Errors)> SynthesizeAsync(string outputFolder, Dictionary<string, string> context)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PurchaseEvents).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CDK_OUTDIR"] = outputFolder;
        start.Environment["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(context);

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
