using System.Collections.Concurrent;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Tests.Bundled.Support;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>What the endpoint answers to one request.</summary>
internal sealed record CannedAnswer(int Status, string ContentType, string Body, params (string Name, string Value)[] Headers)
{
    internal static CannedAnswer Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        new(status, "application/x-amz-json-1.0", body, headers);

    internal static CannedAnswer Xml(string body, int status = 200) => new(status, "text/xml", body);
}

/// <summary>An AWS endpoint on loopback that records requests and gives canned answers in order.</summary>
internal sealed class AwsEndpoint : IAsyncDisposable
{
    internal const string AccessKey = "AKIDEXAMPLE";
    internal const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly ConcurrentQueue<CannedAnswer> answers = new();
    private readonly WebApplication app;

    private AwsEndpoint(WebApplication app) => this.app = app;

    internal static AWSCredentials Credentials => new BasicAWSCredentials(AccessKey, SecretKey);

    internal List<ReceivedRequest> Requests { get; } = [];

    internal string Url => app.Urls.Single();

    internal static async Task<AwsEndpoint> StartAsync(params CannedAnswer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new AwsEndpoint(builder.Build());
        foreach (var answer in answers)
            endpoint.answers.Enqueue(answer);
        endpoint.app.Run(endpoint.HandleAsync);
        await endpoint.app.StartAsync();
        return endpoint;
    }

    /// <summary>Points the configuration of a client here.</summary>
    internal TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = RegionEndpoint.EUWest1.SystemName;
        return config;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            body.ToArray());
        Requests.Add(request);

        var answer = answers.TryDequeue(out var next) ? next : new CannedAnswer(404, "text/plain", "No answer is left.");
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
            http.Response.Headers[name] = value;
        http.Response.ContentLength = Encoding.UTF8.GetByteCount(answer.Body);
        await http.Response.WriteAsync(answer.Body);
    }
}
