using System.Diagnostics;
using Amazon.CDK;
using Amazon.JSII.Runtime.Deputy;

namespace Cdk.Assets;

/// <summary>Publishes a function with the SDK of this machine. A failure fails the synth: there is no second way, and no Docker.</summary>
/// <param name="onFailure">Is told what went wrong; the exception itself changes its type on the way through the CDK.</param>
internal sealed class LocalPublish(string projectFile, LambdaAssetMode mode, string progress, Action<string> onFailure)
    : DeputyBase, ILocalBundling
{
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var kind = mode == LambdaAssetMode.Aot ? "Native AOT" : "ReadyToRun";
        Console.Error.WriteLine($"Publishing {name}, {kind} ({progress}) …");

        using var publish = Process.Start(new ProcessStartInfo("dotnet", Arguments(outputDir))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = publish.StandardError.ReadToEndAsync();
        var output = publish.StandardOutput.ReadToEnd() + errors.Result;
        publish.WaitForExit();
        if (publish.ExitCode == 0)
            KeepWhatRuns(outputDir, name);

        if (!File.Exists(Path.Combine(outputDir, "bootstrap")))
        {
            onFailure($"Publishing {name} failed.\n{output}");
            throw new InvalidOperationException($"Publishing {name} failed.");
        }

        return true;
    }

    private string[] Arguments(string outputDir)
    {
        string[] common = ["publish", projectFile, "-c", "Release", "-o", outputDir, "-v", "quiet", "--nologo",
            // Apart from the ordinary build, whose intermediate files are for another runtime.
            "--artifacts-path", Path.Combine(Repository.Root, "artifacts", $"lambdas-{mode}".ToLowerInvariant())];
        return mode == LambdaAssetMode.Aot
            ? [.. common, "-r", "linux-x64"]
            : [.. common, "-r", "linux-arm64", "--self-contained", "-p:LambdaArchitecture=arm64"];
    }

    private static void KeepWhatRuns(string folder, string name)
    {
        // A project may publish under its own name, under the one that Lambda starts, or under both: 20 MB that are needed once.
        var executable = Path.Combine(folder, name);
        if (File.Exists(executable))
            File.Move(executable, Path.Combine(folder, "bootstrap"), overwrite: true);

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is ".dbg" or ".pdb" or ".xml")
                File.Delete(file);
        }
    }
}
