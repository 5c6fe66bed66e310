using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Tests.Bundled.Support;

namespace Tests.Bundled.Hosting;

/// <summary>
/// Whatever a client sends, the application sees: for random requests, written as events whose members come in random order.
/// Keeps away a reader that lost the headers when they came after the cookies.
/// </summary>
public sealed class EventVarietyTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];
    private static readonly Gen<string> Name = Gen.Char["abcdefghijklmnopqrstuvwxyz-"].Array[1, 8].Select(letters => "x-" + new string(letters));
    private static readonly Gen<string> Text = Gen.Char["abc XYZ012%+&=?#/\\\"'<>üß漢;,:"].Array[0, 12].Select(letters => new string(letters));
    private static readonly Gen<string> Segment = Text.Where(text => text.Trim('.').Length > 0);
    private static readonly Gen<string> HeaderValue = Gen.Char["abc XYZ012%+&=?#\"'<>;:"].Array[0, 12].Select(letters => "v" + new string(letters).TrimEnd());

    private static readonly Gen<byte[]?> Bodies = Gen.OneOf(
        Gen.Const(() => (byte[]?)null),
        Gen.Byte.Array[0, 40].Select(bytes => (byte[]?)bytes),
        Text.Select(text => (byte[]?)Encoding.UTF8.GetBytes(text)));

    private static readonly Gen<Sent> Requests =
        from method in Gen.Int[0, 4].Select(index => Methods[index])
        from segments in Segment.Array[0, 4]
        from query in Gen.Select(Name, Text.Array[1, 3]).Array[0, 3]
        from headers in Gen.Select(Name, HeaderValue.Array[1, 3]).Array[0, 4]
        from cookies in Name.Array[0, 2]
        from body in Bodies
        from seed in Gen.Int
        select new Sent(method, segments, Distinct(query), Distinct(headers), [.. cookies.Select(cookie => cookie + "=1")], body, seed);

    [Fact]
    public async Task RestApiEvents_OfAnyOrder_ReachTheApplicationUnchanged()
    {
        await using var app = await LambdaApplication.StartAsync(EchoAsync);
        await Requests.SampleAsync(async sent => AssertReceived(sent, Body(await app.InvokeAsync(Shuffled(RestApiEvent(sent), sent.Seed)))), iter: 300, threads: 1);
    }

    [Fact]
    public async Task HttpApiEvents_OfAnyOrder_ReachTheApplicationUnchanged()
    {
        await using var app = await LambdaApplication.StartAsync(EchoAsync, LambdaEventSource.HttpApi);
        await Requests.SampleAsync(async sent => AssertReceived(sent, Body(await app.InvokeAsync(Shuffled(HttpApiEvent(sent), sent.Seed)))), iter: 300, threads: 1);
    }

    private static JsonObject RestApiEvent(Sent sent)
    {
        var e = RestEvent.Create(sent.Method, sent.EncodedPath);
        foreach (var (name, values) in sent.Headers)
        {
            e["headers"]![name] = values[^1];
            e["multiValueHeaders"]![name] = RestEvent.Array(values);
        }

        if (sent.Cookies.Length > 0)
            e["headers"]!["Cookie"] = string.Join("; ", sent.Cookies);
        if (sent.Query.Count > 0)
        {
            e["queryStringParameters"] = new JsonObject(sent.Query.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value[^1])));
            e["multiValueQueryStringParameters"] =
                new JsonObject(sent.Query.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)RestEvent.Array(pair.Value))));
        }

        SetBody(e, sent);
        return e;
    }

    private static JsonObject HttpApiEvent(Sent sent)
    {
        var headers = new JsonObject { ["host"] = "api.example.com" };
        foreach (var (name, values) in sent.Headers)
            headers[name] = string.Join(",", values);
        var e = new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = sent.EncodedPath,
            ["rawQueryString"] = string.Join('&', sent.Query.SelectMany(pair => pair.Value.Select(value => $"{pair.Key}={Uri.EscapeDataString(value)}"))),
            ["headers"] = headers,
            ["requestContext"] = new JsonObject
            {
                ["stage"] = "$default",
                ["http"] = new JsonObject { ["method"] = sent.Method, ["path"] = sent.EncodedPath, ["sourceIp"] = "203.0.113.7" },
            },
        };
        if (sent.Cookies.Length > 0)
            e["cookies"] = RestEvent.Array(sent.Cookies);
        SetBody(e, sent);
        return e;
    }

    // Bodies that are text come as text, as the gateway does without binary media types; all others as base64.
    private static void SetBody(JsonObject e, Sent sent)
    {
        if (sent.Body is null)
            return;
        var text = Encoding.UTF8.GetString(sent.Body);
        var isText = Encoding.UTF8.GetBytes(text).SequenceEqual(sent.Body) && sent.Seed % 2 == 0;
        e["body"] = isText ? text : Convert.ToBase64String(sent.Body);
        e["isBase64Encoded"] = !isText;
    }

    private static JsonObject Shuffled(JsonObject json, int seed)
    {
        var random = new Random(seed);
        var members = json.ToArray();
        json.Clear();
        random.Shuffle(members);
        return new JsonObject(members.Select(member =>
            KeyValuePair.Create(member.Key, member.Value is JsonObject nested ? (JsonNode?)Shuffled(nested, random.Next()) : member.Value)));
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        await http.Response.WriteAsJsonAsync(new Received(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.Path,
            http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => value ?? "").ToArray()),
            http.Request.Headers.Where(header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && header.Key != "X-Forwarded-Proto")
                .ToDictionary(header => header.Key, header => header.Value.ToString()),
            [.. http.Request.Cookies.Keys],
            body.ToArray()));
    }

    private static void AssertReceived(Sent sent, Received received)
    {
        Assert.Equal(sent.Method, received.Method);
        Assert.Equal("/" + string.Join('/', sent.Segments.Select(segment => segment.Replace("/", "%2F", StringComparison.Ordinal))), received.Path);
        Assert.Equal(sent.Query, received.Query);
        Assert.Equal(sent.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)), received.Headers);
        Assert.Equal(sent.Cookies.Select(cookie => cookie.Split('=')[0]).Distinct().Order(), received.Cookies.Order());
        Assert.Equal(sent.Body ?? [], received.Body);
    }

    private static Received Body(JsonElement answer) =>
        JsonSerializer.Deserialize<Received>(answer.GetProperty("body").GetString()!, JsonSerializerOptions.Web)!;

    private static Dictionary<string, string[]> Distinct((string Name, string[] Values)[] pairs) =>
        pairs.DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Values);

    internal sealed record Sent(
        string Method, string[] Segments, Dictionary<string, string[]> Query, Dictionary<string, string[]> Headers, string[] Cookies, byte[]? Body, int Seed)
    {
        internal string EncodedPath => "/" + string.Join('/', Segments.Select(Uri.EscapeDataString));
    }

    internal sealed record Received(
        string Method, string Path, Dictionary<string, string[]> Query, Dictionary<string, string> Headers, string[] Cookies, byte[] Body);
}
