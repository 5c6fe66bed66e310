using System.Text;
using System.Text.Json.Nodes;
using Local.CloudFront;
using Local.Iam;
using Local.S3;

namespace Local.Tests.CloudFront;

/// <summary>What a distribution may read is what the bucket's policy says.</summary>
public sealed class BucketReaderTests(WebCloud web) : IClassFixture<WebCloud>
{
    private const string Granted = """
        {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::BUCKET/*",
         "Condition": {"StringEquals": {"AWS:SourceArn": "arn:of:this"}}}
        """;

    private readonly Distribution distribution = new("E1", "e1.cloudfront.net", "arn:of:this", "", [], []);

    [Theory]
    [InlineData("", "", 200)]
    [InlineData("arn:of:this", "arn:of:another", 403)]
    [InlineData("cloudfront.amazonaws.com", "lambda.amazonaws.com", 403)]
    [InlineData("s3:GetObject", "s3:PutObject", 403)]
    [InlineData("BUCKET/*", "BUCKET/shop/*", 403)]
    [InlineData("BUCKET/*", "other/*", 403)]
    [InlineData("Allow", "Deny", 403)]
    public async Task Object_IsRead_OnlyWithAGrantToThisDistribution(string change, string to, int expected)
    {
        var policy = change.Length > 0 ? Granted.Replace(change, to, StringComparison.Ordinal) : Granted;

        Assert.Equal(expected, (await ReadAsync("/index.html", policy)).Status);
    }

    [Fact]
    public async Task DistributionThatDoesntSign_ReadsNothing() =>
        Assert.Equal(403, (await ReadAsync("/index.html", Granted, signed: false)).Status);

    [Fact]
    public async Task MissingObject_Is403_And404OnlyForWhoMayList()
    {
        var list = Granted.Replace("s3:GetObject", "s3:ListBucket", StringComparison.Ordinal).Replace("/*", "", StringComparison.Ordinal);

        Assert.Equal(403, (await ReadAsync("/nothing", Granted)).Status);
        Assert.Equal(404, (await ReadAsync("/nothing", $"{Granted},{list}")).Status);
    }

    [Fact]
    public async Task OriginPath_ComesBeforeTheKey()
    {
        var answer = await ReadAsync("/index.html", Granted, originPath: "/shop");

        Assert.Contains("small", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    private Task<EdgeAnswer> ReadAsync(string path, string statements, bool signed = true, string originPath = "")
    {
        var bucket = web.Ref("Bucket");
        var policies = new PolicyRegistry();
        var document = $$"""{"Statement": [{{statements.Replace("BUCKET", bucket, StringComparison.Ordinal)}}]}""";
        policies.Put($"arn:aws:s3:::{bucket}", "policy", PolicyStatement.Parse(JsonNode.Parse(document), ofResource: true));
        var reader = new BucketReader(web.Cloud.Services.GetRequiredService<S3Objects>(), new AccessRights(policies, []));
        return reader.ReadAsync(distribution, new BucketOrigin(bucket, originPath, signed), path, default);
    }
}
