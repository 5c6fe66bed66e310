using Local.Cli;
using Local.Processes;

namespace Local.Preparation;

/// <summary>Registers what checks, installs, builds and synthesizes.</summary>
internal static class PreparationPart
{
    public static IServiceCollection AddPreparation(this IServiceCollection services) => services
        .AddSingleton(_ => Repository.Find())
        .AddSingleton<Progress>()
        .AddSingleton<ChildProcesses>()
        .AddSingleton<Command>()
        .AddSingleton<Toolchain>()
        .AddSingleton<NpmPackages>()
        .AddSingleton<StorefrontBuild>()
        .AddSingleton<Preparer>();
}
