using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The request of one event, in the form that ASP.NET Core asks servers for.</summary>
internal sealed class LambdaRequest : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpRequestIdentifierFeature,
    IHttpRequestLifetimeFeature, IHttpConnectionFeature, IHttpAuthenticationFeature, IItemsFeature
{
    private CancellationTokenSource? aborted;

    public string Protocol { get; set; } = "HTTP/1.1";

    public string Scheme { get; set; } = "https";

    public string Method { get; set; } = "GET";

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "/";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "/";

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool CanHaveBody { get; set; }

    public string TraceIdentifier { get; set; } = "";

    public ClaimsPrincipal? User { get; set; }

    public IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public string ConnectionId { get; set; } = "";

    public IPAddress? RemoteIpAddress { get; set; }

    public int RemotePort { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int LocalPort { get; set; }

    public CancellationToken RequestAborted
    {
        get => (aborted ??= new CancellationTokenSource()).Token;
        set => aborted = CancellationTokenSource.CreateLinkedTokenSource(value);
    }

    internal bool Aborted { get; private set; }

    public void Abort()
    {
        Aborted = true;
        aborted?.Cancel();
    }

    internal void SetBody(byte[] body)
    {
        Body = new MemoryStream(body, writable: false);
        CanHaveBody = body.Length > 0;
        Headers.ContentLength = body.Length > 0 ? body.Length : null;
        // The body came whole, however the client had sent it.
        Headers.Remove("Transfer-Encoding");
    }

    internal void AddTo(FeatureCollection features)
    {
        features.Set<IHttpRequestFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        features.Set<IHttpRequestIdentifierFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set<IHttpConnectionFeature>(this);
        features.Set<IHttpAuthenticationFeature>(this);
        features.Set<IItemsFeature>(this);
    }
}
