using System.Text;
using System.Text.Json.Nodes;
using Local.Endpoint;

namespace Local.CloudFront;

/// <summary>
/// What goes into a function at viewer-request and what comes out (CloudFront Developer Guide, "CloudFront Functions event structure").
/// Paths, query strings and cookies stay encoded as they came.
/// </summary>
internal static class EdgeEvent
{
    /// <summary>Headers that a function can't change.</summary>
    private static readonly string[] Fixed = ["host", "cookie", "content-length", "transfer-encoding", "connection", "via"];

    public static JsonObject Write(HttpContext http, Distribution distribution)
    {
        var headers = from header in http.Request.Headers
                      where !header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
                      from value in header.Value
                      select (header.Key.ToLowerInvariant(), value);
        var query = RequestTarget.PathAndQuery(http).Split('?', 2) is [_, var text] ? text : "";
        return new JsonObject
        {
            ["version"] = "1.0",
            ["context"] = new JsonObject
            {
                ["distributionDomainName"] = distribution.DomainName,
                ["distributionId"] = distribution.Id,
                ["eventType"] = "viewer-request",
                ["requestId"] = http.TraceIdentifier,
            },
            ["viewer"] = new JsonObject { ["ip"] = $"{http.Connection.RemoteIpAddress}" },
            ["request"] = new JsonObject
            {
                ["method"] = http.Request.Method,
                ["uri"] = RequestTarget.Path(http),
                ["querystring"] = Values(Pairs(query, '&')),
                ["headers"] = Values(headers),
                ["cookies"] = Values(http.Request.Headers.Cookie.SelectMany(line => Pairs(line ?? "", ';'))),
            },
        };
    }

    /// <summary>Makes the request what the function returned.</summary>
    /// <exception cref="EdgeFunctionException">It isn't a request.</exception>
    public static void Apply(JsonObject request, HttpContext http)
    {
        if ((string?)request["uri"] is not { } uri || !uri.StartsWith('/'))
            throw new EdgeFunctionException("It returned a request without an uri that begins with a slash.");
        var query = Entries(request["querystring"]).Select(entry => entry.Value.Length > 0 ? $"{entry.Name}={entry.Value}" : entry.Name);
        RequestTarget.Change(http, uri, query.Any() ? $"?{string.Join('&', query)}" : "");

        var headers = Entries(request["headers"]).ToLookup(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        var names = http.Request.Headers.Keys.Union(headers.Select(header => header.Key), StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.ToList())
        {
            if (!Fixed.Contains(name.ToLowerInvariant()))
                http.Request.Headers[name] = headers[name].ToArray();
        }
    }

    /// <summary>The response that the function returned.</summary>
    /// <exception cref="EdgeFunctionException">It isn't a response.</exception>
    public static EdgeAnswer Response(JsonObject response)
    {
        if (response["statusCode"] is not JsonValue number || !number.TryGetValue<double>(out var status) || status is < 100 or > 599)
            throw new EdgeFunctionException("It returned a response without a statusCode of 100 to 599.");
        var headers = new HeaderDictionary { ["X-Cache"] = "FunctionGeneratedResponse from cloudfront" };
        foreach (var (name, value) in Entries(response["headers"]))
            headers.Append(name, value);
        foreach (var (name, cookie) in response["cookies"]?.AsObject() ?? [])
            headers.Append("Set-Cookie", $"{name}={cookie!["value"]}{(cookie["attributes"] is { } attributes ? $"; {attributes}" : "")}");
        return new EdgeAnswer((int)status, headers, Body(response["body"]));
    }

    private static byte[] Body(JsonNode? body) => body switch
    {
        null => [],
        JsonObject wrapped when (string?)wrapped["encoding"] == "base64" => Convert.FromBase64String((string?)wrapped["data"] ?? ""),
        JsonObject wrapped => Encoding.UTF8.GetBytes((string?)wrapped["data"] ?? ""),
        _ => Encoding.UTF8.GetBytes(body.ToString()),
    };

    private static IEnumerable<(string Name, string Value)> Pairs(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2) is [var name, var value] ? (name, value) : (pair, ""));

    /// <summary>A name with several values has the first as its value, and all as its multiValue.</summary>
    private static JsonObject Values(IEnumerable<(string Name, string Value)> entries)
    {
        var map = new JsonObject();
        foreach (var same in entries.GroupBy(entry => entry.Name, entry => entry.Value))
        {
            var values = new JsonArray([.. same.Select(value => new JsonObject { ["value"] = value })]);
            map[same.Key] = new JsonObject { ["value"] = same.First() };
            if (values.Count > 1)
                map[same.Key]!["multiValue"] = values;
        }
        return map;
    }

    private static IEnumerable<(string Name, string Value)> Entries(JsonNode? map) =>
        from entry in map as JsonObject ?? []
        from value in entry.Value?["multiValue"] as JsonArray ?? [entry.Value?.DeepClone()]
        select (entry.Key, value?["value"]?.ToString() ?? "");
}
