using System.Buffers;
using System.Text.Json;
using Amazon.Lambda.AspNetCoreServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tests.Bundled.Support;

namespace Tests.Bundled.Hosting;

/// <summary>How responses of the application leave the function.</summary>
public sealed class ResponseTests
{
    [Fact]
    public async Task Response_WithSeveralCookies_KeepsThemApart()
    {
        await using var app = await LambdaApplication.StartAsync(http =>
        {
            http.Response.Cookies.Append("a", "1");
            http.Response.Cookies.Append("b", "2");
            http.Response.Headers["X-One"] = "one";
            http.Response.StatusCode = 303;
            return Task.CompletedTask;
        });

        var answer = await app.InvokeAsync(RestEvent.Create());

        Assert.Equal(303, answer.GetProperty("statusCode").GetInt32());
        var headers = answer.GetProperty("multiValueHeaders");
        Assert.Equal(["a=1; path=/", "b=2; path=/"], headers.GetProperty("Set-Cookie").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal("one", headers.GetProperty("X-One")[0].GetString());
        Assert.Equal(("", false), Body(answer));
    }

    [Theory]
    [InlineData("application/json", false)]
    [InlineData("application/problem+json; charset=utf-8", false)]
    [InlineData("text/html", false)]
    [InlineData("image/svg+xml", false)]
    [InlineData("text/plain; charset=iso-8859-1", true)]
    [InlineData("image/png", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("nonsense", true)]
    [InlineData(null, false)]
    public async Task Body_OfEachMediaType_TravelsAsTextOrBase64(string? contentType, bool base64)
    {
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            http.Response.ContentType = contentType;
            await http.Response.Body.WriteAsync("\"ü\\\n"u8.ToArray());
        });

        var answer = await app.InvokeAsync(RestEvent.Create());

        Assert.Equal((base64 ? Convert.ToBase64String("\"ü\\\n"u8) : "\"ü\\\n", base64), Body(answer));
    }

    [Fact]
    public async Task Body_ThatIsNoUtf8_TravelsAsBase64WhateverItsTypeSays()
    {
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            http.Response.ContentType = "text/plain";
            await http.Response.Body.WriteAsync(new byte[] { 0xC3, 0x28 });
        });

        Assert.Equal(("wyg=", true), Body(await app.InvokeAsync(RestEvent.Create())));
    }

    [Fact]
    public async Task Body_WithAContentEncoding_TravelsAsBase64UnlessRegistered()
    {
        RequestDelegate handle = http =>
        {
            http.Response.ContentType = "text/plain";
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.WriteAsync("x");
        };
        await using (var app = await LambdaApplication.StartAsync(handle))
            Assert.Equal(("eA==", true), Body(await app.InvokeAsync(RestEvent.Create())));
        await using (var app = await LambdaApplication.StartAsync(
            handle, configure: options => options.RegisterResponseContentEncodingForContentEncoding("gzip", ResponseContentEncoding.Default)))
            Assert.Equal(("x", false), Body(await app.InvokeAsync(RestEvent.Create())));
    }

    [Fact]
    public async Task Body_OfARegisteredType_TravelsAsRegistered()
    {
        await using var app = await LambdaApplication.StartAsync(
            http =>
            {
                http.Response.ContentType = "application/json; charset=utf-8";
                return http.Response.WriteAsync("1");
            },
            configure: options => options.RegisterResponseContentEncodingForContentType("application/json", ResponseContentEncoding.Base64));

        Assert.Equal(("MQ==", true), Body(await app.InvokeAsync(RestEvent.Create())));
    }

    [Fact]
    public async Task Body_OfALargeFileThroughEveryWriter_ArrivesWhole()
    {
        var file = Path.GetTempFileName();
        var bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);
        await File.WriteAllBytesAsync(file, bytes);
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            http.Response.ContentType = "application/octet-stream";
            await http.Response.SendFileAsync(file, 100, 1000);
            http.Response.BodyWriter.Write(bytes);
            await http.Response.BodyWriter.FlushAsync();
            await http.Response.Body.WriteAsync(bytes);
            http.Response.BodyWriter.Write("unflushed"u8);
        });

        var (body, _) = Body(await app.InvokeAsync(RestEvent.Create()));
        File.Delete(file);

        Assert.Equal([.. bytes[100..1100], .. bytes, .. bytes, .. "unflushed"u8], Convert.FromBase64String(body));
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 304)]
    public async Task Body_WhereHttpAllowsNone_IsLeftOut(string method, int status)
    {
        await using var app = await LambdaApplication.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("x");
        });

        Assert.Equal(("", false), Body(await app.InvokeAsync(RestEvent.Create(method))));
    }

    [Fact]
    public async Task Callbacks_RunInReverseOrder_StartingBeforeTheFirstByteAndCompletedAtTheEnd()
    {
        var order = new List<string>();
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            http.Response.OnStarting(() => Note(order, "starting 1"));
            http.Response.OnStarting(() =>
            {
                http.Response.Headers["X-Late"] = "yes";
                return Note(order, $"starting 2, started: {http.Response.HasStarted}");
            });
            http.Response.OnCompleted(() => Note(order, "completed 1"));
            http.Response.OnCompleted(() => throw new InvalidOperationException("Ignored, but logged."));
            http.Response.OnCompleted(() => Note(order, "completed 3"));
            order.Add("before");
            await http.Response.WriteAsync("a");
            order.Add($"after, started: {http.Response.HasStarted}");
            Assert.Throws<InvalidOperationException>(() => http.Response.StatusCode = 500);
            Assert.Throws<InvalidOperationException>(() => http.Response.Headers["X-Later"] = "no");
            Assert.Throws<InvalidOperationException>(() => http.Response.OnStarting(() => Task.CompletedTask));
            await http.Response.WriteAsync("b");
        });

        var answer = await app.InvokeAsync(RestEvent.Create());

        Assert.Equal(
            ["before", "starting 2, started: False", "starting 1", "after, started: True", "completed 3", "completed 1"], order);
        Assert.Equal("yes", answer.GetProperty("multiValueHeaders").GetProperty("X-Late")[0].GetString());
    }

    [Fact]
    public async Task Callbacks_OfAResponseWithoutABody_RunToo()
    {
        await using var app = await LambdaApplication.StartAsync(http =>
        {
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = 418;
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });

        Assert.Equal(418, (await app.InvokeAsync(RestEvent.Create())).GetProperty("statusCode").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_BeforeOrAfterTheStart_IsABare500AndCompletedStillRuns(bool started)
    {
        var completed = 0;
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            http.Response.OnCompleted(() =>
            {
                completed++;
                return Task.CompletedTask;
            });
            http.Response.Headers["X-Secret"] = "1";
            if (started)
                await http.Response.WriteAsync("half of it");
            throw new InvalidOperationException("No detail of this may leave.");
        });

        var answer = await app.InvokeAsync(RestEvent.Create());

        Assert.Equal("""{"statusCode":500,"multiValueHeaders":{},"isBase64Encoded":false,"body":""}""", answer.GetRawText());
        Assert.Equal(1, completed);
    }

    [Fact]
    public async Task Abort_IsABare500()
    {
        await using var app = await LambdaApplication.StartAsync(async http =>
        {
            var token = http.RequestAborted;
            await http.Response.WriteAsync("x");
            http.Abort();
            Assert.True(token.IsCancellationRequested);
        });

        Assert.Equal(500, (await app.InvokeAsync(RestEvent.Create())).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task SynchronousWrite_IsRefusedAsOnKestrel()
    {
        await using var app = await LambdaApplication.StartAsync(http =>
        {
            Assert.Throws<InvalidOperationException>(() => http.Response.Body.Write("x"u8));
            Assert.Throws<InvalidOperationException>(http.Response.Body.Flush);
            return http.Response.WriteAsync("ok");
        });

        Assert.Equal(200, (await app.InvokeAsync(RestEvent.Create())).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task MinimalApi_WithRoutesAndResults_Works()
    {
        await using var app = await LambdaApplication.StartWithAsync(app =>
            app.MapPost("/orders/{id:int}", (int id, string? note, HttpRequest request) =>
                Results.Json(new { id, note, link = $"{request.PathBase}/orders/{id}" }, statusCode: 201)));
        var e = RestEvent.Create("POST", "/orders/7");
        e["multiValueQueryStringParameters"] = new System.Text.Json.Nodes.JsonObject { ["note"] = RestEvent.Array("a b") };

        var answer = await app.InvokeAsync(e);

        Assert.Equal(("""{"id":7,"note":"a b","link":"/api/orders/7"}""", false), Body(answer));
        Assert.Equal(404, (await app.InvokeAsync(RestEvent.Create("POST", "/orders/x"))).GetProperty("statusCode").GetInt32());
        var wrongMethod = await app.InvokeAsync(RestEvent.Create("GET", "/orders/7"));
        Assert.Equal((405, "POST"), (wrongMethod.GetProperty("statusCode").GetInt32(), wrongMethod.GetProperty("multiValueHeaders").GetProperty("Allow")[0].GetString()));
    }

    private static Task Note(List<string> order, string text)
    {
        order.Add(text);
        return Task.CompletedTask;
    }

    private static (string Body, bool Base64) Body(JsonElement answer) =>
        (answer.GetProperty("body").GetString()!, answer.GetProperty("isBase64Encoded").GetBoolean());
}
