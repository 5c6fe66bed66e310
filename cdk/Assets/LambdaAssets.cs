using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Cdk.Assets;

/// <summary>The code of the functions, in the mode that the configuration asks for.</summary>
internal sealed class LambdaAssets
{
    private readonly LambdaAssetMode mode;
    private readonly FunctionProjects projects;
    private int published;

    public LambdaAssets(LambdaAssetMode mode, string lambdaRoot, Node app)
    {
        this.mode = mode;
        projects = new FunctionProjects(lambdaRoot);
        if (mode == LambdaAssetMode.Build)
            app.SetContext("aws:cdk:disable-asset-staging", true); // the assembly points at the build output instead of copying it
    }

    public Architecture Architecture => mode == LambdaAssetMode.ReadyToRunArm64 ? Architecture.ARM_64 : Architecture.X86_64;

    /// <summary>Why a function couldn't be published, if one couldn't.</summary>
    public string? Failure { get; private set; }

    /// <param name="project">The folder of the function's project below lambdas/, for instance <c>UserDirectory/CreateUser</c>.</param>
    public Code CodeOf(string project)
    {
        if (mode == LambdaAssetMode.Build)
            return BuildOutput.Of(projects, project);

        return Code.FromAsset(projects.FolderOf(project), new Amazon.CDK.AWS.S3.Assets.AssetOptions
        {
            // An unchanged function is found in the output folder under its hash, and isn't published again.
            AssetHashType = AssetHashType.CUSTOM,
            AssetHash = projects.SourceHashOf(project, mode),
            Bundling = new BundlingOptions
            {
                Image = DockerImage.FromRegistry("never-used"),
                Local = new LocalPublish(
                    projects.FileOf(project), mode, $"{++published} of {projects.Count}", failure => Failure = failure),
            },
        });
    }
}
