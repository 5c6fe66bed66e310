using System.Net;
using Local.Ses;
using Local.Tests.Endpoint;
using MimeKit;

namespace Local.Tests.CloudConsole;

public sealed class ConsoleRoutesTests(EndpointCloud fixture) : IClassFixture<EndpointCloud>, IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = fixture.Cloud.PublicUrl };

    [Fact]
    public async Task Page_AndEachFileThatItNames_AreThere_UnderAStrictPolicy()
    {
        var page = await client.GetStringAsync("/_local/");
        var named = page.Split('"').Where(text => text.StartsWith("/_local/console/", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, named.Count);
        foreach (var file in named.Append("/_local/"))
        {
            using var answer = await client.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("..%2FProgram.cs")]
    [InlineData("scaffold%2FProgram.cs.txt")]
    public async Task OtherFiles_AreNotThere(string file) =>
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/_local/console/page/{file}")).StatusCode);

    [Theory]
    [InlineData("topology")]
    [InlineData("counters")]
    public async Task WhatIsKnownAlready_IsNotSentAgain(string view)
    {
        using var first = await client.GetAsync($"/_local/console/{view}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/_local/console/{view}");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("purchases")]
    [InlineData("purchases/pur_0123456789abcdefghjkmnpqrs")]
    public async Task WithoutAPlatform_PurchasesSayWhatIsMissing(string view)
    {
        using var answer = await client.GetAsync($"/_local/console/{view}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no platform is deployed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_IsShownSandboxed_WithItsStylesAndNothingElse()
    {
        var body = new BodyBuilder { HtmlBody = "<p style='color:red'>Hello</p><script>1</script>" };
        var letter = new MimeMessage(
            [new MailboxAddress(null, "shop@example.com")], [new MailboxAddress(null, "ada@example.com")], "Hello", body.ToMessageBody());
        var id = fixture.Cloud.Services.GetRequiredService<Outbox>().Send(letter, []);

        using var answer = await client.GetAsync($"/_local/console/emails/{id}");

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/_local/console/emails/none")).StatusCode);
    }

    [Fact]
    public void Start_NamesTheConsole() =>
        Assert.Contains($"Console {fixture.Cloud.PublicUrl}_local/", fixture.Output, StringComparison.Ordinal);

    public void Dispose() => client.Dispose();
}
