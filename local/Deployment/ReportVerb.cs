using System.CommandLine;
using Local.Cli;
using Local.Data;
using Local.Preparation;
using Local.Template;

namespace Local.Deployment;

/// <summary><c>report</c>: what the local cloud makes of each resource of the templates, without starting anything.</summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Each resource by itself, as JSON" };
        var write = new Option<bool>("--write") { Description = $"Write {FidelityDocument.Place} anew" };
        var assembly = CloudArguments.Assembly("Report on the cloud assembly in this folder instead of synthesizing");
        var verb = new Command("report", "Tells of each resource type of the templates how much of it runs here, and why not all.") { json, write, assembly };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(write))
                result.AddError("--json and --write don't go together.");
        });
        verb.SetAction(async (arguments, cancellation) =>
        {
            // What it prints is the report alone, also when something has to be built first.
            await using var app = LocalCloudHost.Build(new LocalCloudOptions { Output = Console.Error }, DataFolder.Open(null));
            var templates = arguments.GetValue(assembly) is { } folder
                ? CloudAssembly.Load(folder)
                : await app.Services.GetRequiredService<Preparer>().SynthesizeAsync(cancellation);
            var report = app.Services.GetRequiredService<Deployer>().Inspect(templates);
            if (arguments.GetValue(write))
                await File.WriteAllTextAsync(Path.Combine(Repository.Find().Root, FidelityDocument.Place), FidelityDocument.Of(report), cancellation);
            else if (arguments.GetValue(json))
                await Console.Out.WriteLineAsync(report.ToJson().ToJsonString(new() { WriteIndented = true }));
            else
                await Console.Out.WriteLineAsync(string.Join('\n', report.Lines()));
            return ExitCodes.Success;
        });
        return verb;
    }
}
