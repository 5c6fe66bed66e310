using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Local.Endpoint;

/// <summary>One request to the AWS endpoint, routed by the service name of its signature's credential scope.</summary>
/// <param name="Http">The request, its body already read into <see cref="Body"/>.</param>
/// <param name="Operation">The operation's name in the service's API, for instance <c>StartExecution</c>.</param>
/// <param name="Principal">The role (or the developer) that the access key belongs to.</param>
public sealed record AwsCall(HttpContext Http, string Operation, string Principal, ReadOnlyMemory<byte> Body)
{
    /// <summary>The key that signed the request: it tells the process that makes the call.</summary>
    public string AccessKeyId { get; init; } = "";

    /// <summary>The fields of a body in the Query protocol.</summary>
    public Dictionary<string, StringValues> Form() => new FormReader(Encoding.UTF8.GetString(Body.Span)).ReadForm();
}

/// <summary>A service behind the AWS endpoint that runs inside the local cloud's own process.</summary>
public interface IAwsService
{
    /// <summary>The service name in the credential scope: <c>states</c>, <c>lambda</c>, <c>kms</c>, …</summary>
    string SigningName { get; }

    /// <summary>Answers the call on its response. Errors of the service are written in the service's own form, never thrown.</summary>
    Task HandleAsync(AwsCall call);
}
