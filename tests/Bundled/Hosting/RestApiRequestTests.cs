using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Tests.Bundled.Support;

namespace Tests.Bundled.Hosting;

/// <summary>How events of a REST API reach the application.</summary>
public sealed class RestApiRequestTests
{
    [Fact]
    public async Task Event_WithEverything_BecomesTheRequest()
    {
        var e = RestEvent.Create("POST", "/orders/caf%C3%A9%20%26%2Fbar", "{\"a\":\"ü\"}");
        e["headers"]!["Content-Type"] = "application/json";
        e["headers"]!["X-Many"] = "2";
        e["multiValueHeaders"]!["X-Many"] = RestEvent.Array("1", "2");
        e["queryStringParameters"] = new JsonObject { ["q"] = "b", ["empty"] = "" };
        e["multiValueQueryStringParameters"] = new JsonObject { ["q"] = RestEvent.Array("a b", "b&=ü"), ["empty"] = RestEvent.Array("") };
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            Assert.Equal(("POST", "/api", "/orders/café &%2Fbar"), (http.Request.Method, http.Request.PathBase.Value, http.Request.Path.Value));
            Assert.Equal(("https", "api.example.com", "HTTP/1.1"), (http.Request.Scheme, http.Request.Host.Value, http.Request.Protocol));
            Assert.Equal(new StringValues(["a b", "b&=ü"]), http.Request.Query["q"]);
            Assert.Equal(new StringValues([""]), http.Request.Query["empty"]);
            Assert.Equal("?q=a%20b&q=b%26%3D%C3%BC&empty=", http.Request.QueryString.Value);
            Assert.Equal(new StringValues(["1", "2"]), http.Request.Headers["X-Many"]);
            Assert.Equal(("application/json", 10), (http.Request.ContentType, http.Request.ContentLength));
            Assert.Equal("{\"a\":\"ü\"}", await new StreamReader(http.Request.Body).ReadToEndAsync());
            Assert.Equal("203.0.113.7", http.Connection.RemoteIpAddress!.ToString());
            Assert.Equal(http.TraceIdentifier, ((ILambdaContext)http.Items["LambdaContext"]!).AwsRequestId);
            Assert.True(http.Features.Get<IHttpRequestBodyDetectionFeature>()!.CanHaveBody);
            http.Response.StatusCode = 204;
        });

        Assert.Equal(204, (await app.InvokeAsync(e)).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Event_WithABase64Body_IsDecoded()
    {
        var e = RestEvent.Create("POST", body: Convert.ToBase64String([0, 255, 10]));
        e["isBase64Encoded"] = true;
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            await http.Response.WriteAsync(Convert.ToHexString(body.ToArray()));
        });

        Assert.Equal("00FF0A", Body(await app.InvokeAsync(e)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"httpMethod":null,"path":null,"headers":null,"multiValueHeaders":null,"requestContext":null,"body":null,"isBase64Encoded":null,"resource":null,"pathParameters":null}""")]
    [InlineData("""{"requestContext":{"identity":null,"authorizer":null,"path":null},"headers":{"X":null},"multiValueQueryStringParameters":{"q":null}}""")]
    public async Task Event_WithMissingAndNullMembers_IsAGetOfTheRoot(string json)
    {
        await using var app = await LambdaApplication.StartAsync(http => http.Response.WriteAsync(
            $"{http.Request.Method} {http.Request.PathBase}{http.Request.Path}{http.Request.QueryString} {http.Request.ContentLength}"));

        var answer = await app.InvokeAsync(JsonNode.Parse(json)!);

        Assert.Equal("GET /", Body(answer).Split('?')[0].Trim());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"body":7}""")]
    [InlineData("""{"body":"!","isBase64Encoded":true}""")]
    public async Task Event_ThatIsNoRequest_FailsTheInvocationAndTheNextSucceeds(string json)
    {
        await using var app = await LambdaApplication.StartAsync(http => http.Response.WriteAsync("ok"));

        var failed = await app.PostAsync(json);
        var next = await app.InvokeAsync(RestEvent.Create());

        Assert.EndsWith("/error", failed.Path, StringComparison.Ordinal);
        Assert.Equal("ok", Body(next));
    }

    [Theory]
    [InlineData("/orders/1", "/api/orders/1", "/{proxy+}", "orders/1", "/api", "/orders/1")]
    [InlineData("/orders/1", "/api/orders/1", "/orders/{id}", null, "/api", "/orders/1")]
    [InlineData("/orders/1", "/orders/1", "/orders/{id}", null, "", "/orders/1")]
    [InlineData("/shop/orders/1", "/shop/orders/1", "/orders/{id}", null, "/shop", "/orders/1")]
    [InlineData("/shop/v1/orders/1", "/shop/v1/orders/1", "/{proxy+}", "orders/1", "/shop/v1", "/orders/1")]
    [InlineData("/shop", "/shop", "/", null, "/shop", "/")]
    [InlineData("/", "/api/", "/", null, "/api", "/")]
    [InlineData("/", "/api", "/", null, "/api", "/")]
    [InlineData("/", "/", "/", null, "", "/")]
    public async Task Path_OnEitherKindOfDomain_IsSplitFromItsBase(
        string path, string gatewayPath, string resource, string? proxy, string pathBase, string expected)
    {
        var e = RestEvent.Create(path: path);
        e["resource"] = resource;
        e["pathParameters"] = proxy is null ? null : new JsonObject { ["proxy"] = proxy };
        e["requestContext"]!["path"] = gatewayPath;
        await using var app = await LambdaApplication.StartAsync(http => http.Response.WriteAsync($"{http.Request.PathBase.Value}|{http.Request.Path.Value}"));

        Assert.Equal($"{pathBase}|{expected}", Body(await app.InvokeAsync(e)));
    }

    [Fact]
    public async Task Claims_OfTheAuthorizer_AreTheUsers()
    {
        var e = RestEvent.Create();
        e["requestContext"]!["authorizer"] = new JsonObject
        {
            ["claims"] = new JsonObject { ["sub"] = "u-1", ["nested"] = new JsonArray(1), ["verified"] = "true" },
        };
        await using var app = await LambdaApplication.StartAsync(http => http.Response.WriteAsync(
            $"{http.User.Identity!.IsAuthenticated} {string.Join(',', http.User.Claims.Select(claim => $"{claim.Type}={claim.Value}"))}"));

        Assert.Equal("True sub=u-1,verified=true", Body(await app.InvokeAsync(e)));
        Assert.Equal("False ", Body(await app.InvokeAsync(RestEvent.Create())));
    }

    [Fact]
    public async Task Requests_AfterOneAnother_ShareNothing()
    {
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            var seen = $"{http.Items.Count} {http.Request.Headers["X-Mine"]} {await new StreamReader(http.Request.Body).ReadToEndAsync()}";
            http.Items["mine"] = http.Response.Headers["X-Mine"] = "1";
            await http.Response.WriteAsync(seen);
        });
        var first = RestEvent.Create("POST", body: "a long first body");
        first["headers"]!["X-Mine"] = "1";

        await app.InvokeAsync(first);
        var second = await app.InvokeAsync(RestEvent.Create("POST", body: "b"));

        Assert.Equal("1  b", Body(second));
    }

    private static string Body(JsonElement answer) => answer.GetProperty("body").GetString()!;
}
