using Local.ApiGateway;
using Local.Cli;
using Local.Endpoint;
using Microsoft.AspNetCore.Http.Features;

namespace Local.CloudFront;

/// <summary>Answers a viewer as a distribution does: function, origin, error page, headers. Nothing is cached here.</summary>
internal sealed class Edge(BucketReader buckets, ApiFront apis, Progress progress)
{
    public async Task ServeAsync(HttpContext http, Distribution distribution, Behavior behavior)
    {
        var answer = await AnswerAsync(http, distribution, behavior);
        var error = distribution.ErrorResponses.FirstOrDefault(response => response.ErrorCode == answer.Status);
        if (error is not null)
            answer = await PageAsync(distribution, error, http.RequestAborted) ?? answer;
        if (behavior.Compress)
            answer = Compression.Apply(answer, http.Request);
        if (error is null && behavior.Origin is BucketOrigin)
            answer = Freshness.Apply(answer, http.Request);
        behavior.Headers?.ApplyTo(answer.Headers, http.Request.IsHttps);
        await WriteAsync(http, answer);
    }

    private async Task<EdgeAnswer> AnswerAsync(HttpContext http, Distribution distribution, Behavior behavior)
    {
        if (!behavior.AllowedMethods.Contains(http.Request.Method))
            return EdgeAnswer.OfEdge(403, "Error", "This distribution is not configured to allow the HTTP request method.");
        if (behavior.ViewerRequest is { } function && Run(function, http, distribution) is { } answer)
            return answer;
        var path = RequestTarget.Path(http) is var asked && asked == "/" ? $"/{distribution.DefaultRootObject}" : asked;
        return behavior.Origin switch
        {
            BucketOrigin bucket => await buckets.ReadAsync(distribution, bucket, path, http.RequestAborted),
            ApiOrigin api => await CallAsync(http, api),
            var other => throw new NotSupportedException(other.ToString()),
        };
    }

    /// <summary>The answer of the function, or null when it let the request pass, perhaps changed.</summary>
    private EdgeAnswer? Run(EdgeFunction function, HttpContext http, Distribution distribution)
    {
        try
        {
            var returned = function.Run(EdgeEvent.Write(http, distribution));
            if (returned.ContainsKey("statusCode"))
                return EdgeEvent.Response(returned);
            EdgeEvent.Apply(returned, http);
            return null;
        }
        catch (EdgeFunctionException exception)
        {
            progress.SayAlways($"CloudFront function {function.Name} failed on {http.Request.Path}: {exception.Message}");
            return EdgeAnswer.OfEdge(503, "FunctionExecutionError", "The CloudFront function could not be run.");
        }
    }

    /// <summary>Lets the API answer into memory, because an error page may have to take the place of its answer.</summary>
    private async Task<EdgeAnswer> CallAsync(HttpContext http, ApiOrigin origin)
    {
        var viewer = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        try
        {
            await apis.HandleAsync(http, origin.ApiId);
        }
        finally
        {
            http.Features.Set(viewer);
        }
        var headers = new HeaderDictionary();
        foreach (var (name, value) in http.Response.Headers)
            headers[name] = value;
        http.Response.Headers.Clear();
        return new EdgeAnswer(http.Response.StatusCode, headers, body.ToArray());
    }

    /// <summary>The error page with its status; null when the page is missing too.</summary>
    private async Task<EdgeAnswer?> PageAsync(Distribution distribution, ErrorResponse error, CancellationToken cancellation)
    {
        var origin = (BucketOrigin)distribution.BehaviorFor(error.PagePath).Origin;
        var page = await buckets.ReadAsync(distribution, origin, error.PagePath, cancellation);
        page.Headers["X-Cache"] = "Error from cloudfront";
        return page.Status == StatusCodes.Status200OK ? page with { Status = error.ResponseCode } : null;
    }

    private static async Task WriteAsync(HttpContext http, EdgeAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        // The answer of an API to HEAD has a length and no body.
        if (answer.Body.Length > 0 || response.ContentLength is null)
            response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
