using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tests.Bundled.Support;

namespace Tests.Bundled.Hosting;

/// <summary>What differs for events of payload version 2.0.</summary>
public sealed class HttpApiTests
{
    [Theory]
    [InlineData("$default", "/orders/1", "|/orders/1")]
    [InlineData("dev", "/dev/orders/1", "/dev|/orders/1")]
    [InlineData("dev", "/dev", "/dev|/")]
    [InlineData("dev", "/developers", "|/developers")]
    public async Task Path_WithAStage_IsSplitFromIt(string stage, string path, string expected)
    {
        await using var app = await LambdaApplication.StartAsync(
            http => http.Response.WriteAsync($"{http.Request.PathBase.Value}|{http.Request.Path.Value}"), LambdaEventSource.HttpApi);

        var answer = await app.InvokeAsync(new JsonObject { ["rawPath"] = path, ["requestContext"] = new JsonObject { ["stage"] = stage } });

        Assert.Equal(expected, answer.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Response_WithCookiesAndRepeatedHeaders_HasTheFormOfVersion2()
    {
        await using var app = await LambdaApplication.StartAsync(
            http =>
            {
                http.Response.Cookies.Append("a", "1");
                http.Response.Cookies.Append("b", "2");
                http.Response.Headers["X-Many"] = new(["1", "2"]);
                http.Response.StatusCode = 204;
                return Task.CompletedTask;
            },
            LambdaEventSource.HttpApi);

        var answer = await app.InvokeAsync(new JsonObject());

        Assert.Equal(
            """{"statusCode":204,"headers":{"X-Many":"1,2"},"cookies":["a=1; path=/","b=2; path=/"],"isBase64Encoded":false,"body":""}""",
            answer.GetRawText());
    }
}
