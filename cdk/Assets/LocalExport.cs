using Amazon.CDK;
using Amazon.JSII.Runtime.Deputy;

namespace Cdk.Assets;

/// <summary>Builds the storefront on this machine. A failure fails the synth: there is no second way, and no Docker.</summary>
/// <param name="onFailure">Is told what went wrong; the exception itself changes its type on the way through the CDK.</param>
internal sealed class LocalExport(StorefrontBuild build, Action<string> onFailure) : DeputyBase, ILocalBundling
{
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        try
        {
            build.ExportTo(outputDir);
            return true;
        }
        catch (ConfigurationException failure)
        {
            onFailure(failure.Message);
            throw;
        }
    }
}
