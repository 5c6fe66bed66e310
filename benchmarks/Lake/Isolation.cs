using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Analytics.Lake;
using Analytics.Storage;
using Local;
using Local.Bench;

namespace LakeBenchmark;

/// <summary>
/// Purchases per second without and with analysts, in turn on one cloud. The analysts ask one report after the other, without a pause, over
/// all that is in the lake.
/// </summary>
internal sealed class Isolation(Scratch scratch, TextWriter output)
{
    /// <summary>The part of the purchases per second that must be left.</summary>
    private const double Goal = 0.95;

    /// <returns>Whether the goal was reached.</returns>
    public async Task<bool> RunAsync(int rows, int purchases, int rounds, int concurrency, CancellationToken cancellation)
    {
        var lake = await new Volume(scratch, output).FillAsync(rows, cancellation);
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { PublicPort = 0, AwsPort = 0, Quiet = true }, cancellation);
        await UploadAsync(lake, cloud, cancellation);
        using var shop = new ShopClient(cloud.PublicUrl);
        using var analyst = new HttpClient { BaseAddress = cloud.PublicUrl };
        // Both are warm before the first block: the compiler at run time would weigh on whichever comes first.
        await AskAsync(analyst, cancellation);
        await BuyAsync(shop, cloud, 3 * purchases, concurrency, cancellation);

        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // The order changes, so that what grows with time weighs on both alike.
            foreach (var withReports in round % 2 == 0 ? (bool[])[false, true] : [true, false])
            {
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var reports = withReports ? AskUntilAsync(analyst, end.Token) : Task.FromResult(0);
                var rate = await BuyAsync(shop, cloud, purchases, concurrency, cancellation);
                await end.CancelAsync();
                (withReports ? with : without).Add(rate);
                output.WriteLine($"{(withReports ? $"with {await reports} reports" : "without reports"),-18}{rate,7:0.0} purchases/s");
            }
        }
        var kept = Median(with) / Median(without);
        output.WriteLine($"median          {Median(without):0.0} without, {Median(with):0.0} with reports: {kept:P1} (goal {Goal:P0})");
        return kept >= Goal;
    }

    /// <returns>Purchases per second.</returns>
    private static async Task<double> BuyAsync(ShopClient shop, LocalCloud cloud, int purchases, int concurrency, CancellationToken cancellation)
    {
        var report = await new Benchmark(shop, cloud.Calls, TimeProvider.System, TextWriter.Null).RunAsync(purchases, concurrency, cancellation);
        return report.NotCompleted == 0
            ? purchases / report.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{report.NotCompleted} purchases did not complete.");
    }

    private static async Task UploadAsync(FolderLake from, LocalCloud cloud, CancellationToken cancellation)
    {
        var bucket = cloud.Deployment.Resources.Single(resource => resource.Definition is { Type: "AWS::S3::Bucket", Stack: "AwsPlatformAnalytics" }).Deployed.Ref;
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", ForcePathStyle = true,
        });
        var to = new S3LakeStore(s3, bucket);
        await foreach (var (key, _) in from.ListAsync(LakePaths.Data, cancellation))
            await to.PutAsync(key, (await from.FindAsync(key, cancellation))!.Content, cancellation);
        await foreach (var (key, _) in from.ListAsync(LakePaths.Tables, cancellation))
        {
            var manifest = LakeManifest.Read(from.Bucket, (await from.FindAsync(key, cancellation))!.Content);
            await to.PutAsync(key, manifest.Write(bucket), cancellation);
        }
    }

    /// <summary>Asks until it is told to stop.</summary>
    /// <returns>How many reports were answered.</returns>
    private static async Task<int> AskUntilAsync(HttpClient analyst, CancellationToken cancellation)
    {
        var answered = 0;
        while (!cancellation.IsCancellationRequested)
            answered += await AskAsync(analyst, cancellation);
        return answered;
    }

    /// <summary>Asks each report once. One that the API's limit turns away is no answer; any other refusal is an error.</summary>
    private static async Task<int> AskAsync(HttpClient analyst, CancellationToken cancellation)
    {
        var answered = 0;
        foreach (var report in Report.All)
        {
            try
            {
                using var answer = await analyst.GetAsync(
                    $"/api/reports/{report.Name}?from={LakePaths.Text(Volume.WholeRange.From)}&to={LakePaths.Text(Volume.WholeRange.To)}", cancellation);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                    continue;
                answer.EnsureSuccessStatusCode();
                answered++;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break; // the block is over
            }
        }
        return answered;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
