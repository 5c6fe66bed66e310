using System.Xml;
using System.Xml.Linq;
using Local.Cli;

namespace Local.Endpoint;

/// <summary>The emulators outside this local cloud that answer some of its services.</summary>
internal sealed class OtherEngines(LocalCloudOptions options, LocalAddresses addresses, Progress progress)
{
    /// <summary>Says which services live elsewhere.</summary>
    /// <exception cref="LocalCloudException">An engine is this local cloud itself, or has another account.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        foreach (var engine in options.Endpoints.GroupBy(entry => entry.Value, entry => entry.Key))
        {
            if (engine.Key.IsLoopback && engine.Key.Port == addresses.Aws.Port)
                throw new LocalCloudException($"{engine.Key} is the local cloud's own AWS endpoint: its calls would go round in a circle.");
            if (await AccountOfAsync(engine.Key, cancellation) is { } account && account != options.AccountId)
            {
                throw new LocalCloudException(
                    $"{engine.Key} has the account {account}, and the templates would name {options.AccountId}. Add --account {account}.");
            }
            progress.Say($"{engine.Key.GetLeftPart(UriPartial.Authority)} runs {string.Join(", ", engine.Order())}");
        }
    }

    /// <summary>Null when the engine doesn't answer, or not to this question: the deployment will say more.</summary>
    private async Task<string?> AccountOfAsync(Uri engine, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, engine);
        request.Headers.TryAddWithoutValidation(
            "Authorization", CredentialScope.Header(CredentialRegistry.DeveloperKey, options.Region, "sts"));
        request.Content = new FormUrlEncodedContent([new("Action", "GetCallerIdentity"), new("Version", "2011-06-15")]);
        try
        {
            using var answer = await client.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? AwsApi.Value(XElement.Parse(text), "Account") : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or XmlException)
        {
            return null;
        }
    }
}
