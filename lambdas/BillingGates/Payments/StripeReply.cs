using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BillingGates.Payments;

/// <summary>The last answer to a call, or none.</summary>
/// <param name="Status">Null when no attempt was answered.</param>
/// <param name="MayHaveActed">An attempt before this answer may have been carried out.</param>
internal sealed record StripeReply(HttpStatusCode? Status, byte[] Body, string? RequestId, string? Failure, bool MayHaveActed)
{
    private static readonly byte[] NoBody = [];

    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    /// <summary>The provider dismissed the call before it did anything: rejected credentials, unknown address, rate limit.</summary>
    public bool IsTurnedAway =>
        Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests;

    /// <summary>No answer, a twin in flight, or a server error: the call may have been carried out all the same.</summary>
    public bool LeavesOutcomeOpen => Status is null or HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    public StripeError? Error => IsSuccess ? null : Read(StripeJson.Default.StripeErrorBody)?.Error;

    /// <summary>For logs. Stripe's own message stays out of it: it can quote what the buyer typed.</summary>
    public string Describe()
    {
        if (Status is null)
            return $"no answer: {Failure}";
        var error = Error;
        var code = string.Join('/', new[] { error?.Type, error?.Code, error?.Param }.Where(part => part is not null));
        return $"HTTP {(int)Status} {code} (Stripe request {RequestId ?? "without id"})";
    }

    /// <summary>Reads the body, or gives null when it isn't what Stripe sends: then it decides nothing.</summary>
    public T? Read<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return Body.Length == 0 ? null : JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static StripeReply None(string failure) => new(null, NoBody, null, failure, MayHaveActed: false);
}
