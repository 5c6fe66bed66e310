using System.Net;
using System.Text;

namespace Services.Tests.MainApp.Support;

/// <summary>An answer of the application, read.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseMessage Response, string Html)
{
    public string? Location => Response.Headers.Location?.OriginalString;

    public IReadOnlyList<string> SetCookies => Response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    public string Header(string name) =>
        string.Join(", ", Response.Headers.TryGetValues(name, out var values) ? values
            : Response.Content.Headers.TryGetValues(name, out var others) ? others : []);
}

/// <summary>A visitor's browser: keeps the session cookie, follows nothing by itself.</summary>
internal sealed class Browser(Uri app) : IDisposable
{
    private const string Name = "__Host-session=";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The value of the session cookie that the browser holds.</summary>
    public string? SessionCookie { get; set; }

    /// <summary>Headers that every request carries beside the cookie.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, Address(path)));

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, new FormUrlEncodedContent(
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<Answer> PostAsync(string path, HttpContent content) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = content });

    public Task<Answer> RedeemAsync(string token, string? verifier = null) => verifier is null
        ? PostAsync("/login/sso", ("token", token))
        : PostAsync("/login/sso", ("token", token), ("code_verifier", verifier));

    public static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");

    public void Dispose() => http.Dispose();

    private Uri Address(string path) => new($"{app.ToString().TrimEnd('/')}{path}");

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        if (SessionCookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", Name + SessionCookie);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await http.SendAsync(request);
        var answer = new Answer(response.StatusCode, response, await response.Content.ReadAsStringAsync());
        foreach (var cookie in answer.SetCookies.Where(cookie => cookie.StartsWith(Name, StringComparison.Ordinal)))
            SessionCookie = cookie[Name.Length..cookie.IndexOf(';', StringComparison.Ordinal)] is { Length: > 0 } value ? value : null;
        return answer;
    }
}
