using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Local.Cli;
using Local.Deployment;
using Local.Emulators;
using Local.Processes;
using Local.Template;

namespace Local.Preparation;

/// <summary>
/// Brings up to date what the local cloud is made of: npm packages, functions, the storefront, the synthesized templates. Does nothing that
/// isn't due.
/// </summary>
internal sealed class Preparer(
    Command command, Repository repository, EmulatorPackages emulators, NpmPackages packages, StorefrontBuild storefront, Progress progress,
    LaterStacks later, LocalCloudOptions options)
{
    /// <summary>This program's own configuration; functions and CDK app are built in the same.</summary>
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

    private string CdkOutput => Path.Combine(repository.Root, "cdk", "bin", Configuration, "net10.0");

    private string CdkApp => Path.Combine(CdkOutput, "Cdk.dll");

    public async Task InstallPackagesAsync(CancellationToken cancellation)
    {
        await using var mine = await WorkLock.TakeAsync(repository, "packages", cancellation);
        await packages.InstallAsync(emulators.Folder, "the emulators", "about 10 s", cancellation);
    }

    /// <summary>Takes functions and CDK app as somebody else has just built them.</summary>
    /// <exception cref="LocalCloudException">There is no CDK app.</exception>
    public void TakeAsBuilt()
    {
        if (!File.Exists(CdkApp))
            throw new LocalCloudException($"Nothing is built: {CdkApp} is missing. Build the solution, or leave --built out.");
        BuildFingerprint().Remember();
    }

    /// <summary>Builds functions, CDK app and storefront if their sources changed, then synthesizes if what the templates depend on did.</summary>
    public async Task<CloudAssembly> SynthesizeAsync(CancellationToken cancellation)
    {
        await using var mine = await WorkLock.TakeAsync(repository, "synth", cancellation);
        await Together.RunAsync(cancellation, BuildAsync, storefront.RunAsync);
        var context = Context(["platform", .. later.Earlier]);
        var output = Path.Combine(repository.Work, "cdk.out" + SuffixOf(context));
        var fingerprint = new Fingerprint(
            Path.Combine(repository.Work, $"synth{SuffixOf(context)}.stamp"),
            [
                .. Directory.EnumerateFiles(CdkOutput, "*.dll"),
                .. Directory.EnumerateFiles(storefront.Export, "*", SearchOption.AllDirectories),
                Path.Combine(repository.Root, "cdk.json"),
                .. options.NativeAot ? Sources() : [], // else the templates point at the build output
            ],
            context);
        if (!fingerprint.IsUnchanged || !File.Exists(Path.Combine(output, "manifest.json")))
        {
            await progress.StepAsync("synthesize the templates (CDK)", () => SynthesizeAsync(output, context, cancellation), slow: true);
            fingerprint.Remember();
        }
        return CloudAssembly.Load(output);
    }

    /// <summary>Builds a consumer and the CDK app, and synthesizes the consumer's stack. Functions that run are left as they are.</summary>
    /// <returns>The folder of the cloud assembly.</returns>
    public async Task<string> SynthesizeConsumerAsync(string consumer, CancellationToken cancellation)
    {
        await using var mine = await WorkLock.TakeAsync(repository, "synth", cancellation);
        var projects = ConsumerProjects.Of(repository, consumer).Append(Path.Combine(repository.Root, "cdk"));
        if (!IsBuilt(BuildFingerprint()))
        {
            await progress.StepAsync($"build {consumer} and the CDK app", async () =>
            {
                foreach (var project in projects)
                    await BuildAsync(project, cancellation);
            }, slow: true);
        }
        var output = Path.Combine(repository.Work, $"cdk.out.{consumer}");
        await progress.StepAsync($"synthesize the stack of {consumer} (CDK)", () => SynthesizeAsync(output, Context(consumer), cancellation));
        return output;
    }

    private Task BuildAsync(string project, CancellationToken cancellation) => command.RequireAsync(
        // A build node that stays for reuse keeps the output pipe open, and the end of the build would never be seen.
        "dotnet", ["build", project, "-c", Configuration, "-v", "quiet", "-nologo", "-nodeReuse:false"], repository.Root, cancellation);

    private async Task BuildAsync(CancellationToken cancellation)
    {
        var fingerprint = BuildFingerprint();
        if (IsBuilt(fingerprint))
            return;
        await progress.StepAsync(
            "build the functions and the CDK app (one to four minutes the first time)",
            () => BuildAsync(Path.Combine("local", "Deployables"), cancellation),
            slow: true);
        fingerprint.Remember();
    }

    /// <summary>Of all functions and the CDK app.</summary>
    private Fingerprint BuildFingerprint() =>
        new(Path.Combine(repository.Work, $"build.{Configuration}.stamp"), Sources(), Configuration);

    private bool IsBuilt(Fingerprint fingerprint) => fingerprint.IsUnchanged && File.Exists(CdkApp);

    private async Task SynthesizeAsync(string output, string context, CancellationToken cancellation)
    {
        if (!options.NativeAot && Directory.Exists(output))
            Directory.Delete(output, recursive: true); // else it holds functions that need not be compiled again
        var environment = new Dictionary<string, string>
        {
            ["CDK_OUTDIR"] = output,
            ["CDK_CONTEXT_JSON"] = context,
            ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20",
        };
        await command.RequireAsync("dotnet", [CdkApp], repository.Root, cancellation, environment, SayWhatIsPublished);

        // Even if the start is quiet: nobody waits for minutes without a sign.
        void SayWhatIsPublished(string line)
        {
            if (line.StartsWith("Publishing ", StringComparison.Ordinal) && !line.EndsWith("failed.", StringComparison.Ordinal))
                progress.SayAlways($"  … {line}");
        }
    }

    private string Context(params IEnumerable<string> stacks)
    {
        var context = new JsonObject
        {
            ["stage"] = "development",
            ["lambdaAssets"] = options.NativeAot ? "aot" : "build",
            ["stacks"] = string.Join(',', stacks),
            ["crmApiUrl"] = $"{TemplateEnvironment.PublicPlaceholder}/_local/crm",
            ["stripeApiUrl"] = $"{TemplateEnvironment.PublicPlaceholder}/_local/stripe",
            ["mainAppUrl"] = $"{TemplateEnvironment.PublicPlaceholder}/app",
        };
        foreach (var (key, value) in options.Context)
            context[key] = value;
        return context.ToJsonString();
    }

    /// <summary>
    /// Clouds with different contexts run at the same time, each from templates of its own. What takes minutes to compile is shared: a start
    /// reads the templates before the next one may write others, and the functions stay under their hashes.
    /// </summary>
    private string SuffixOf(string context) => options switch
    {
        { NativeAot: true } => ".aot",
        { Context.Count: 0 } when !later.Earlier.Any() => "",
        _ => $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)))[..8]}",
    };

    private IEnumerable<string> Sources()
    {
        var shared = Directory.EnumerateFiles(repository.Root, "Directory.*").Append(Path.Combine(repository.Root, "global.json"));
        return shared.Concat(((string[])["cdk", "lambdas"]).SelectMany(folder => SourcesIn(Path.Combine(repository.Root, folder))));
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(child => Path.GetFileName(child) is not ("bin" or "obj" or "cdk.out")).SelectMany(SourcesIn));
}
