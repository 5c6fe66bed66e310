using Local.Endpoint;
using Local.Ses;

namespace Purchase.Tests.OtherEngines;

/// <summary>Sends each e-mail at the other engine, and what that has accepted, here too: it has no outbox to look into.</summary>
internal sealed class TwoMailmen(SesService here, Uri elsewhere) : IAwsService, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    public string SigningName => here.SigningName;

    public async Task HandleAsync(AwsCall call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, elsewhere);
        request.Headers.TryAddWithoutValidation("Authorization", call.Http.Request.Headers.Authorization.ToString());
        request.Content = new ReadOnlyMemoryContent(call.Body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", call.Http.Request.ContentType);
        using var answer = await http.SendAsync(request);
        if (answer.IsSuccessStatusCode)
            await here.HandleAsync(call);
        else
            await AwsErrors.WriteAsync(call.Http, AwsProtocol.Query, "MessageRejected", await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();
}
