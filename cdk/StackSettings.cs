using Amazon.CDK;

namespace Cdk;

/// <summary>What all stacks have in common.</summary>
internal static class StackSettings
{
    public static StackProps Of(PlatformConfig config, string description) => new()
    {
        Description = description,
        TerminationProtection = config.IsProduction,
        Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
    };
}
