using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Local.Crm;

/// <summary>An object of HubSpot's contacts API in a batch, as it is asked for.</summary>
internal sealed record UpsertInput(string? Id, string? IdProperty, Dictionary<string, string>? Properties);

internal sealed record UpsertRequest(UpsertInput[]? Inputs);

/// <summary>The operations of the sandbox: token, then validation, then effect.</summary>
/// <remarks>https://developers.hubspot.com/docs/api-reference/crm-contacts-v3</remarks>
internal sealed class CrmRequests(CrmBooks books, CrmFaults faults, CrmSandboxOptions options, TimeProvider clock)
{
    private const int BatchLimit = 100;

    public async Task<IResult> UpsertAsync(HttpRequest request)
    {
        if (Refuse(request) is { } refusal)
            return refusal;
        UpsertRequest? body;
        try
        {
            body = await request.ReadFromJsonAsync<UpsertRequest>(request.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Invalid("Invalid input JSON");
        }
        if (body?.Inputs is not { Length: > 0 and <= BatchLimit } inputs)
            return Invalid($"A batch has 1 to {BatchLimit} inputs.");
        // One that is wrong fails all.
        if (inputs.Select(Complaint).FirstOrDefault(complaint => complaint is not null) is { } wrong)
            return Invalid(wrong);

        var startedAt = clock.GetUtcNow();
        var written = inputs.Select(input => books.Upsert(input.Id!, input.Properties!));
        var results = written.Select(entry => Form(entry.Contact, entry.IsNew)).ToList();
        return Results.Json(new { status = "COMPLETE", results, startedAt, completedAt = clock.GetUtcNow() });
    }

    public IResult Read(HttpRequest request, string id, string? idProperty)
    {
        if (Refuse(request) is { } refusal)
            return refusal;
        var found = idProperty == "email" ? books.ByEmail(id) : books.ById(id);
        return found is null ? Error(StatusCodes.Status404NotFound, "OBJECT_NOT_FOUND", "Object not found.") : Results.Json(Form(found));
    }

    public static IResult Unknown(HttpRequest request) =>
        Error(StatusCodes.Status404NotFound, "OBJECT_NOT_FOUND", $"The sandbox has no operation {request.Method} {request.Path}.");

    private IResult? Refuse(HttpRequest request)
    {
        var given = Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {options.AccessToken}")))
            return Error(StatusCodes.Status401Unauthorized, "INVALID_AUTHENTICATION", "The access token is missing or wrong.");
        return faults.Next() switch
        {
            null => null,
            StatusCodes.Status429TooManyRequests =>
                Error(StatusCodes.Status429TooManyRequests, "RATE_LIMITS", "You have reached your ten_secondly_rolling limit."),
            { } status => Error(status, "INTERNAL_ERROR", "internal error"),
        };
    }

    private string? Complaint(UpsertInput input) => input switch
    {
        { IdProperty: not "email" } => "The sandbox knows contacts by the idProperty email only.",
        { Properties: null } => "properties are missing",
        _ when !MailAddress.TryCreate(input.Id, out _) => $"Email address {input.Id} is invalid",
        _ => input.Properties.Keys.FirstOrDefault(name => !options.Properties.Contains(name)) is { } unknown
            ? $"Property values were not valid: Property \"{unknown}\" does not exist"
            : null,
    };

    private static ContactForm Form(CrmContact contact, bool? isNew = null) =>
        new(contact.Id, contact.Properties, contact.CreatedAt, contact.UpdatedAt, Archived: false) { New = isNew };

    private static IResult Invalid(string message) => Error(StatusCodes.Status400BadRequest, "VALIDATION_ERROR", message);

    private static IResult Error(int statusCode, string category, string message) =>
        Results.Json(new { status = "error", message, correlationId = Guid.NewGuid(), category }, statusCode: statusCode);

    /// <summary>A contact as the API shows it.</summary>
    private sealed record ContactForm(
        string Id, IReadOnlyDictionary<string, string> Properties, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, bool Archived)
    {
        /// <summary>Whether this request created it; told by an upsert only.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public bool? New { get; init; }
    }
}
