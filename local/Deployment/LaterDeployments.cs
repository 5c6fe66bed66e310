using Local.Cli;
using Local.Template;

namespace Local.Deployment;

/// <summary>Deploys a consumer's stack into the local cloud while it runs. What runs already goes on meanwhile.</summary>
internal sealed class LaterDeployments(IServiceProvider services, Deployer deployer, LaterStacks later, Progress progress) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private IReadOnlySet<string>? platform;

    /// <summary>Called when everything runs. From then on stacks are added.</summary>
    public void Open() =>
        platform = deployer.Resources.Select(resource => resource.Definition.Stack).Except(later.Earlier.Select(StackOf)).ToHashSet();

    /// <param name="consumer">The consumer's name.</param>
    /// <param name="folder">The cloud assembly of its stack alone.</param>
    /// <returns>What was deployed, for the user.</returns>
    /// <exception cref="DeploymentException">The assembly can't be deployed here; the message is for the user.</exception>
    public async Task<string> AddAsync(string consumer, string folder, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var assembly = CloudAssembly.Load(folder);
            RequireOnly(consumer, assembly);
            var report = deployer.Inspect(assembly);
            await progress.StepAsync($"deploy {consumer}", () => deployer.AddAsync(assembly, cancellation));
            foreach (var part in services.GetServices<ILocalPart>())
                await part.ExtendAsync(cancellation);
            later.Remember(consumer);
            return report.Sums;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Nothing of what was there from the start changes by this way.</summary>
    private void RequireOnly(string consumer, CloudAssembly assembly)
    {
        if (platform is null)
            throw new DeploymentException("The local cloud is still starting. Try again when it says Ready.");
        if (assembly.Stacks is not [{ Name: var name }] || name != StackOf(consumer) || platform.Contains(name))
        {
            throw new DeploymentException(
                $"Only the stack {StackOf(consumer)} can be added as {consumer}, "
                + $"and the assembly has {string.Join(", ", assembly.Stacks.Select(stack => stack.Name))}.");
        }
    }

    private static string StackOf(string consumer) => $"AwsPlatform{consumer}";
}
