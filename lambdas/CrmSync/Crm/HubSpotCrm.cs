using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmSync.Contacts;
using Platform.Email;

namespace CrmSync.Crm;

/// <summary>Where and as whom to call HubSpot. Not a record, so that no generated text can show the token.</summary>
public sealed class HubSpotOptions
{
    /// <summary><c>https://api.hubapi.com</c>, or the address of a server that speaks the same API below its <c>/crm/v3</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The access token of a private app that may write contacts.</summary>
    public required string AccessToken { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>Contacts through HubSpot's API (https://developers.hubspot.com/docs/api-reference/crm-contacts-v3). One attempt: the queue repeats.</summary>
/// <remarks>
/// The four properties beside the address are custom ones, to be created in the account once: docs/adding-a-consumer.md. HubSpot's own lifecycle stage is
/// left to sales: the API can move it forward only. HubSpot's messages quote what was sent, so they never enter an exception.
/// </remarks>
public sealed class HubSpotCrm(HttpClient http, HubSpotOptions options) : ICrm
{
    private readonly Uri upsert = new($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/crm/v3/objects/contacts/batch/upsert");

    /// <summary>A client for <see cref="HubSpotCrm"/>, to be kept for the life of the process.</summary>
    /// <remarks>Redirects are not followed: they would carry the token elsewhere. The time limit is the call's own.</remarks>
    public static HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    /// <inheritdoc/>
    public async Task<string> UpsertAsync(EmailAddress email, ContactProfile profile, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Timeout);
        try
        {
            using var request = Request(email, profile);
            using var response = await http.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
                ? IdIn(body)
                : throw Refusal(response.StatusCode, Read(body, HubSpotJson.Default.ErrorAnswer));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CrmException("The CRM did not answer in time.");
        }
        catch (HttpRequestException failure)
        {
            throw new CrmException($"The CRM can't be reached: {failure.HttpRequestError}", failure);
        }
    }

    private HttpRequestMessage Request(EmailAddress email, ContactProfile profile)
    {
        // The address stands in the body and not in the URL, where proxies would log it. In one spelling, whatever the buyer's.
        var contact = new UpsertInput(email.Normalized, "email", new()
        {
            ["email"] = email.Normalized,
            ["saas_status"] = StatusOf(profile),
            ["saas_products"] = string.Join(';', profile.Products),
            ["saas_purchases"] = profile.Purchases.ToString(CultureInfo.InvariantCulture),
            ["saas_user_id"] = profile.UserId ?? "",
        });
        return new HttpRequestMessage(HttpMethod.Post, upsert)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken) },
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new([contact]), HubSpotJson.Default.UpsertRequest))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
    }

    private static string StatusOf(ContactProfile profile) => profile.Status switch
    {
        BuyerStatus.Customer => "customer",
        BuyerStatus.Buying => "buying",
        BuyerStatus.Former => "former",
        _ => throw new ArgumentOutOfRangeException(nameof(profile)),
    };

    private static string IdIn(byte[] body) => Read(body, HubSpotJson.Default.UpsertAnswer) is { Results: [var contact, ..] }
        ? contact.Id
        : throw new CrmException("The CRM's answer has no contact.");

    private static CrmException Refusal(HttpStatusCode status, ErrorAnswer? error) =>
        new($"The CRM answered {(int)status} {error?.Category} (correlation id {error?.CorrelationId ?? "unknown"}).");

    /// <summary>Null when the body isn't what HubSpot sends: then it decides nothing.</summary>
    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
