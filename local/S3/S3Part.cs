using Local.Deployment;
using Local.Endpoint;

namespace Local.S3;

/// <summary>Registers buckets and what the CDK uploads to them.</summary>
internal static class S3Part
{
    public static IServiceCollection AddS3(this IServiceCollection services) => services
        .AddSingleton<IAwsService, S3Service>()
        .AddSingleton<WriteConditions>()
        .AddSingleton<S3Objects>()
        .AddSingleton<BucketUpload>()
        .AddSingleton<IResourceHandler, BucketResources>()
        .AddSingleton<IResourceHandler, UploadResources>();
}
