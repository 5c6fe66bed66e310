using System.Net;
using System.Text.RegularExpressions;

namespace Purchase.Tests.Support;

/// <summary>What a visitor sees.</summary>
/// <param name="Url">Where the browser is now.</param>
public sealed partial record SeenPage(HttpStatusCode Status, Uri Url, string Html, HttpResponseMessage Response)
{
    public string Heading => WebUtility.HtmlDecode(HeadingPattern().Match(Html).Groups[1].Value);

    /// <summary>The hidden fields of the page's form.</summary>
    public (string Name, string Value)[] HiddenFields =>
        [.. Hidden().Matches(Html).Select(found => (found.Groups[1].Value, WebUtility.HtmlDecode(found.Groups[2].Value)))];

    [GeneratedRegex("<h1>(.*?)</h1>")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>A browser with scripts off: it keeps cookies as RFC 6265bis says and follows redirects when it is told to.</summary>
public sealed class Visitor(Uri publicUrl) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The cookies by name. Like browsers, this one takes localhost for secure.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Headers that every request carries.</summary>
    public Dictionary<string, string> Headers { get; } = new() { ["Sec-Fetch-Site"] = "same-origin", ["Origin"] = "null" };

    public Task<SeenPage> GetAsync(string url) => SendAsync(HttpMethod.Get, new Uri(publicUrl, url), null);

    public Task<SeenPage> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return SendAsync(HttpMethod.Post, new Uri(publicUrl, url), form);
    }

    /// <summary>Goes where a 303 leads, if the page is one.</summary>
    public Task<SeenPage> FollowAsync(SeenPage page) => page.Status == HttpStatusCode.SeeOther
        ? GetAsync(new Uri(page.Url, page.Response.Headers.Location!).ToString())
        : Task.FromResult(page);

    public void Dispose() => http.Dispose();

    private async Task<SeenPage> SendAsync(HttpMethod method, Uri url, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await http.SendAsync(request);
        foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            Keep(line);
        return new SeenPage(response.StatusCode, url, await response.Content.ReadAsStringAsync(), response);
    }

    private void Keep(string line)
    {
        var parts = line.Split("; ");
        var (name, value) = (parts[0].Split('=', 2)[0], parts[0].Split('=', 2)[1]);
        var attributes = parts[1..].Select(part => part.ToLowerInvariant()).ToList();
        var forThisHost = attributes.Contains("secure") && attributes.Contains("path=/")
            && !attributes.Exists(part => part.StartsWith("domain", StringComparison.Ordinal));
        if (name.StartsWith("__Host-", StringComparison.Ordinal) && !forThisHost)
            throw new InvalidOperationException($"A browser refuses this cookie: {string.Join("; ", attributes)}");
        if (attributes.Exists(part => part.StartsWith("expires=thu, 01 jan 1970", StringComparison.Ordinal)))
            Cookies.Remove(name);
        else
            Cookies[name] = value;
    }
}
