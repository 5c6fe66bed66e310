using System.CommandLine;
using Local.Data;
using Local.Preparation;

namespace Local.Cli;

/// <summary><c>prepare</c>: installs, builds and synthesizes what a start needs, and ends.</summary>
internal static class PrepareVerb
{
    public static Command Create()
    {
        var verb = new Command("prepare", "Installs, builds and synthesizes what a start needs, and ends.");
        var built = new Option<bool>("--built") { Description = "The solution has just been built: take functions and CDK app as they are." };
        verb.Options.Add(built);
        verb.SetAction(async (arguments, cancellation) =>
        {
            await using var app = LocalCloudHost.Build(new LocalCloudOptions(), DataFolder.Open(null));
            await app.Services.GetRequiredService<Toolchain>().RequireAsync(java: true, cancellation);
            var preparer = app.Services.GetRequiredService<Preparer>();
            if (arguments.GetValue(built))
                preparer.TakeAsBuilt();
            await preparer.InstallPackagesAsync(cancellation);
            await preparer.SynthesizeAsync(cancellation);
            return ExitCodes.Success;
        });
        return verb;
    }
}
