using System.Text;
using System.Text.Json.Nodes;
using Local.CloudFront;
using Local.Endpoint;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Local.Tests.CloudFront;

public sealed class EdgeFunctionTests
{
    private static readonly Distribution Distribution = new("E1", "e1.cloudfront.net", "arn", "", [], []);

    [Fact]
    public void Event_HasTheRequest_AsTheDeveloperGuideDescribesIt()
    {
        var http = Request("/a%20b/?one=1&two=a&two=b%26&flag");
        http.Request.Headers["X-Many"] = new(["1", "2"]);
        http.Request.Headers.Cookie = "id=7; theme=dark";

        var request = EdgeEvent.Write(http, Distribution)["request"]!;

        Assert.Equal("""
            {"method":"GET","uri":"/a%20b/",
             "querystring":{"one":{"value":"1"},"two":{"value":"a","multiValue":[{"value":"a"},{"value":"b%26"}]},"flag":{"value":""}},
             "headers":{"host":{"value":"localhost"},"x-many":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]}},
             "cookies":{"id":{"value":"7"},"theme":{"value":"dark"}}}
            """.ReplaceLineEndings("").Replace(" \"", "\"", StringComparison.Ordinal), request.ToJsonString(ApiGatewayJson));
    }

    [Fact]
    public void ReturnedRequest_TakesThePlaceOfTheViewers()
    {
        var http = Request("/old?a=1");
        http.Request.Headers["X-Old"] = "old";

        Run(http, """
            function handler(event) {
              var request = event.request;
              request.uri = '/new/path';
              request.querystring = { b: { value: '2' }, c: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] } };
              request.headers['x-new'] = { value: 'new' };
              delete request.headers['x-old'];
              return request;
            }
            """);

        Assert.Equal("/new/path?b=2&c=1&c=2", RequestTarget.PathAndQuery(http));
        Assert.Equal("/new/path", http.Request.Path);
        Assert.Equal(("new", ""), (http.Request.Headers["X-New"].ToString(), http.Request.Headers["X-Old"].ToString()));
        Assert.Equal("localhost", http.Request.Host.Value);
    }

    [Fact]
    public void UnchangedRequest_StaysAsItCame()
    {
        var http = Request("/a%20b/?x=%C3%A4&y&z=");
        http.Request.Headers.Cookie = "id=7";

        Run(http, "function handler(event) { return event.request; }");

        Assert.Equal("/a%20b/?x=%C3%A4&y&z", RequestTarget.PathAndQuery(http));
        Assert.Equal("id=7", http.Request.Headers.Cookie);
    }

    [Fact]
    public void ReturnedResponse_IsTheAnswer()
    {
        var answer = EdgeEvent.Response(Result("""
            async function handler(event) {
              return {
                statusCode: 418, statusDescription: 'Teapot', body: { encoding: 'base64', data: 'dGVh' },
                headers: { 'x-one': { value: '1' } }, cookies: { id: { value: '7', attributes: 'Secure; Path=/' } },
              };
            }
            """));

        Assert.Equal((418, "tea"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal(("1", "id=7; Secure; Path=/"), (answer.Header("X-One"), answer.Header("Set-Cookie")));
    }

    [Theory]
    [InlineData("throw new Error('broken');", "broken")]
    [InlineData("return undefined;", "no object")]
    [InlineData("return 'text';", "no object")]
    [InlineData("for (;;) {}", "statements")]
    [InlineData("return handler(event);", "recursion")]
    [InlineData("return eval('event.request');", "compil")]
    [InlineData("undeclared = 1; return event.request;", "undeclared")]
    public void FunctionThatCantAnswer_IsReported(string body, string reason)
    {
        var error = Assert.Throws<EdgeFunctionException>(() => Result($"function handler(event) {{ {body} }}"));

        Assert.Contains(reason, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{ uri: 'no-slash' }")]
    [InlineData("{ method: 'GET' }")]
    public void RequestWithoutAnAddress_IsReported(string request) => Assert.Throws<EdgeFunctionException>(
        () => Run(Request("/"), $"function handler(event) {{ return {request}; }}"));

    [Theory]
    [InlineData("{ statusCode: '200' }")]
    [InlineData("{ statusCode: 99 }")]
    public void ResponseWithoutAStatus_IsReported(string response) => Assert.Throws<EdgeFunctionException>(
        () => EdgeEvent.Response(Result($"function handler(event) {{ return {response}; }}")));

    [Theory]
    [InlineData("function handler(event) {", "")]
    [InlineData("import cf from 'cloudfront'; function handler(event) { return event.request; }", "")]
    [InlineData("function other(event) { return event.request; }", "handler")]
    public void CodeThatIsNoFunction_IsRefused(string code, string reason)
    {
        var error = Assert.Throws<FormatException>(() => new EdgeFunction("test", code));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_ShareNothing()
    {
        var function = new EdgeFunction("test", "var calls = 0; function handler(event) { calls++; return { statusCode: 200 + calls }; }");

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(201, (int)function.Run([])["statusCode"]!));
    }

    private static readonly System.Text.Json.JsonSerializerOptions ApiGatewayJson =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Result(string code) =>
        new EdgeFunction("test", code).Run(EdgeEvent.Write(Request("/"), Distribution));

    private static void Run(HttpContext http, string code) =>
        EdgeEvent.Apply(new EdgeFunction("test", code).Run(EdgeEvent.Write(http, Distribution)), http);

    private static DefaultHttpContext Request(string target)
    {
        var http = new DefaultHttpContext();
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        http.Request.Method = "GET";
        http.Request.Host = new HostString("localhost");
        return http;
    }
}
