namespace Tests.Bundled.Support;

/// <summary>Sets environment variables, and puts the former values back at the end.</summary>
internal sealed class EnvironmentScope : IDisposable
{
    private readonly Dictionary<string, string?> former = [];

    internal EnvironmentScope(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            former[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in former)
            Environment.SetEnvironmentVariable(name, value);
    }
}
