using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Local.Endpoint;

namespace Local.S3;

/// <summary>Buckets and objects, by ordinary calls to the AWS endpoint.</summary>
internal sealed class S3Objects(AwsApi aws, LocalCloudOptions options)
{
    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task CreateBucketAsync(string bucket, CancellationToken cancellation)
    {
        // Outside us-east-1 S3 wants to be told where (Amazon S3 API Reference, CreateBucket); there it refuses to be told.
        using var place = options.Region == "us-east-1" ? null : new StringContent(
            "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" +
            $"<LocationConstraint>{options.Region}</LocationConstraint></CreateBucketConfiguration>");
        using var answer = await aws.RestAsync("s3", HttpMethod.Put, $"/{bucket}", place, cancellation);
        await RequireAsync(answer, "CreateBucket", cancellation);
    }

    /// <param name="content">With the object's content headers; Cache-Control goes in <paramref name="cacheControl"/>.</param>
    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task PutAsync(string bucket, string key, HttpContent content, string? cacheControl, CancellationToken cancellation)
    {
        using var answer =
            await aws.RestAsync("s3", HttpMethod.Put, PathOf(bucket, key), content, cancellation, ("Cache-Control", cacheControl));
        await RequireAsync(answer, "PutObject", cancellation);
    }

    /// <summary>The answer with the object, or null when there is no such object.</summary>
    /// <exception cref="AwsApiException">The service refused for another reason.</exception>
    public async Task<HttpResponseMessage?> GetAsync(string bucket, string key, CancellationToken cancellation)
    {
        var answer = await aws.RestAsync("s3", HttpMethod.Get, PathOf(bucket, key), null, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }
        await RequireAsync(answer, "GetObject", cancellation);
        return answer;
    }

    /// <summary>The keys that begin with a prefix.</summary>
    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken cancellation)
    {
        var keys = new List<string>();
        for (string? more = ""; more is not null;)
        {
            var token = more.Length > 0 ? $"&continuation-token={Uri.EscapeDataString(more)}" : "";
            var query = $"/{bucket}?list-type=2&prefix={Uri.EscapeDataString(prefix)}{token}";
            using var answer = await aws.RestAsync("s3", HttpMethod.Get, query, null, cancellation);
            await RequireAsync(answer, "ListObjectsV2", cancellation);
            var page = XElement.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            keys.AddRange(page.Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value));
            more = AwsApi.Value(page, "NextContinuationToken");
        }
        return keys;
    }

    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task DeleteAsync(string bucket, string key, CancellationToken cancellation)
    {
        using var answer = await aws.RestAsync("s3", HttpMethod.Delete, PathOf(bucket, key), null, cancellation);
        await RequireAsync(answer, "DeleteObject", cancellation);
    }

    private static string PathOf(string bucket, string key) => $"/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";

    private static async Task RequireAsync(HttpResponseMessage answer, string operation, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var error = text.TrimStart().StartsWith('<') ? XElement.Parse(text) : new XElement("Error");
        var code = AwsApi.Value(error, "Code") ?? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        throw new AwsApiException(operation, code, AwsApi.Value(error, "Message") ?? text);
    }
}
