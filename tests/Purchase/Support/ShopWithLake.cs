using Amazon.Runtime;
using Amazon.S3;
using Analytics.Storage;
using Local;
using Local.Clock;
using Local.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>A shop whose clock can be moved on, and its lake.</summary>
internal sealed class ShopWithLake : Shop
{
    /// <summary>A moment longer than changes wait for each other.</summary>
    public static readonly TimeSpan CaptureWindow = TimeSpan.FromSeconds(61);

    public static readonly TimeSpan CompactionInterval = TimeSpan.FromMinutes(5);

    protected override LocalCloudOptions Options => base.Options with { MovableClock = true };

    public MovableClock Clock => Cloud.Services.GetRequiredService<MovableClock>();

    public S3LakeStore Lake => new(
        new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = Options.Region, ForcePathStyle = true,
        }),
        Cloud.Deployment.Resources.Single(resource => resource.Definition is { Type: "AWS::S3::Bucket", Stack: "AwsPlatformAnalytics" }).Deployed.Ref);

    public Task QuietAsync() => Cloud.Services.GetRequiredService<CloudActivity>().WhenQuietAsync(TimeSpan.FromMinutes(2));

    public async Task MoveAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await QuietAsync();
    }
}
