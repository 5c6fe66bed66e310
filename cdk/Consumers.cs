using System.Reflection;
using Amazon.CDK;
using Cdk.Assets;

namespace Cdk;

/// <summary>
/// The consumers that have a stack of their own: every class that derives from <see cref="ConsumerStack"/>, found by its type, so that
/// nothing that exists has to name a new one.
/// </summary>
internal static class Consumers
{
    /// <summary>In the context value <c>stacks</c>: the platform itself.</summary>
    public const string Platform = "platform";

    /// <summary>In the context value <c>stacks</c>: the platform and every consumer.</summary>
    public const string All = "all";

    private static readonly Dictionary<string, Type> Stacks = typeof(ConsumerStack).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ConsumerStack)))
        .ToDictionary(NameOf);

    public static IReadOnlyList<string> Names { get; } = [.. Stacks.Keys.Order(StringComparer.Ordinal)];

    public static bool Includes(IReadOnlyList<string> chosen, string name) => chosen.Contains(name) || chosen.Contains(All);

    /// <summary>Adds the stacks of the consumers that the configuration asks for.</summary>
    /// <param name="platform">Deployed before them, when it is part of the app; null when it stands already.</param>
    /// <exception cref="ConfigurationException">It names one that there isn't.</exception>
    public static void AddTo(App app, PlatformConfig config, LambdaAssets assets, PlatformStack? platform)
    {
        if (config.Stacks.Except([.. Names, Platform, All]).FirstOrDefault() is { } unknown)
        {
            throw new ConfigurationException(
                $"The context value 'stacks' names '{unknown}'; there are {string.Join(", ", [Platform, All, .. Names])}.");
        }

        foreach (var name in Names.Where(name => Includes(config.Stacks, name)))
        {
            var stack = Create(Stacks[name], app, new ConsumerStackProps(name, config, assets));
            if (platform is not null)
                stack.AddDependency(platform, "it writes the parameter that holds the topic's ARN");
        }
    }

    private static ConsumerStack Create(Type stack, App app, ConsumerStackProps props) => (ConsumerStack)Activator.CreateInstance(
        stack, BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance, binder: null, [app, props], culture: null)!;

    private static string NameOf(Type stack) => stack.Name.EndsWith("Stack", StringComparison.Ordinal)
        ? stack.Name[..^"Stack".Length]
        : throw new ConfigurationException($"The class of a consumer's stack ends with Stack, and {stack.Name} doesn't.");
}
