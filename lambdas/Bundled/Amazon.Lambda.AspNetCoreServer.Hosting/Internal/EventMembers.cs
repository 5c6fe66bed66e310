using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Parts that both event formats have. A missing member and a null are the same.</summary>
internal static class EventMembers
{
    internal static JsonElement? Member(this JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    internal static string? Text(this JsonElement? json, string name) => json.Member(name)?.GetString();

    internal static IEnumerable<JsonProperty> Members(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } parent ? parent.EnumerateObject() : [];

    /// <summary>The values of one header or parameter: a text or a list of texts.</summary>
    internal static StringValues Values(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(value => value.GetString()).ToArray(),
        JsonValueKind.Null => StringValues.Empty,
        _ => json.GetString(),
    };

    /// <summary>The body's bytes, decoded if they came as base64.</summary>
    internal static byte[] Body(this JsonElement? json)
    {
        if (json.Member("body") is not { } body)
            return [];
        return json.Member("isBase64Encoded") is { ValueKind: JsonValueKind.True } ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(body.GetString()!);
    }

    /// <summary>The caller as the authorizer knows it.</summary>
    internal static ClaimsPrincipal? Principal(IEnumerable<JsonProperty> claims)
    {
        var known = claims
            .Where(claim => claim.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .Select(claim => new Claim(claim.Name, claim.Value.ToString()))
            .ToList();
        return known.Count == 0 ? null : new ClaimsPrincipal(new ClaimsIdentity(known, "AuthorizerIdentity"));
    }

    /// <summary>Decodes a path as Kestrel does: an encoded slash stays encoded, since it separates no segments.</summary>
    internal static string DecodePath(string path) =>
        path.Contains('%')
            ? string.Join("%2F", path.Split("%2F").SelectMany(part => part.Split("%2f")).Select(Uri.UnescapeDataString))
            : path;

    internal static void SetTarget(this LambdaRequest request, string encodedPath, QueryString query)
    {
        request.QueryString = query.Value ?? "";
        request.RawTarget = encodedPath + request.QueryString;
    }
}
