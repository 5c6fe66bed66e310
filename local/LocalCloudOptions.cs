using Local.Faults;

namespace Local;

/// <summary>How a local cloud is started.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The port of the shop, the API, the payment sandbox and the local views. 0 takes any free port.</summary>
    public int PublicPort { get; init; } = 8080;

    /// <summary>The port of the AWS endpoint. 0 takes any free port.</summary>
    public int AwsPort { get; init; } = 4566;

    /// <summary>Print no progress, only the URLs and the line <c>Ready</c>.</summary>
    public bool Quiet { get; init; }

    public string Region { get; init; } = "eu-west-1";

    public string AccountId { get; init; } = "000000000000";

    /// <summary>The folder that keeps the state of everything from one start to the next, made when missing. Null keeps nothing.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The folder of a cloud assembly to deploy. Null synthesizes the CDK app of the repository.</summary>
    public string? CloudAssembly { get; init; }

    /// <summary>Values of the CDK context beyond those that every local run has, for instance <c>signingKeys</c>.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>What is to go wrong, from the first call on.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.Nothing;

    /// <summary>Run the functions as they are deployed, compiled with Native AOT, which takes minutes once, instead of their build output.</summary>
    public bool NativeAot { get; init; }

    /// <summary>How many e-mails are kept, in memory too: a load run must not fill it without end.</summary>
    public int OutboxCapacity { get; init; } = 10_000;

    /// <summary>Services that live outside this local cloud, by signing name: their calls go to the address.</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Whether the clock can be moved on while the local cloud runs (<see cref="Local.Clock.MovableClock"/>); needs a C compiler.</summary>
    public bool MovableClock { get; init; }

    /// <summary>How far a movable clock is ahead of the machine's at the start.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>Where progress, URLs and <c>Ready</c> are printed.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Adds or replaces parts, for tests. Runs after all parts have been added.</summary>
    public Action<IServiceCollection>? Configure { get; init; }
}
