using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Email;
using Platform.Problems;

namespace Bff.Checkout;

/// <summary>What a client sends to buy something. There is no price in it.</summary>
/// <param name="PaymentMethod">The provider's payment method, for instance <c>pm_card_visa</c>.</param>
/// <param name="CodeChallenge">
/// The base64url SHA-256 of a secret that the browser keeps (RFC 7636, S256). The login link is useless without the secret.
/// </param>
public sealed partial record CheckoutRequest(
    string? ProductId, string? Email, string? PaymentMethod,
    [property: RegularExpression(CheckoutRequest.Challenge)] string? CodeChallenge)
{
    /// <summary>32 bytes in base64url: the last character carries four bits of them, and two that must be zero.</summary>
    private const string Challenge = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$";
    private const int ChallengeLength = 43;

    /// <summary>Larger than any honest request, in bytes.</summary>
    private const int MaximumSize = 16 * 1024;

    // As in the API's request model.
    private const int MaximumProductIdLength = 100;
    private const int MaximumPaymentMethodLength = 255;

    /// <summary>Reads the body, or says what is wrong with it.</summary>
    public static async Task<(CheckoutRequest? Request, Problem? Problem)> ReadAsync(HttpRequest http)
    {
        if (!http.HasJsonContentType())
            return (null, Problem.UnsupportedMediaType());
        if (await ReadBodyAsync(http) is not { } body)
            return (null, Problem.TooLarge(MaximumSize));
        try
        {
            var request = JsonSerializer.Deserialize(body.Span, BffJson.Default.CheckoutRequest);
            return request?.Check() is { } problem ? (null, problem)
                : request is null ? (null, Problem.InvalidRequest("The body is null.")) : (request, null);
        }
        catch (JsonException e)
        {
            return (null, Problem.InvalidRequest($"The body is not the expected JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}."));
        }
    }

    private Problem? Check() => this switch
    {
        { ProductId: null or { Length: 0 or > MaximumProductIdLength } } => Problem.InvalidRequest("productId is missing or too long."),
        { PaymentMethod: null or { Length: 0 or > MaximumPaymentMethodLength } } => Problem.InvalidRequest("paymentMethod is missing or too long."),
        _ when !EmailAddress.TryParse(Email, out _) => Problem.InvalidRequest("email is not an e-mail address."),
        _ when CodeChallenge is not null && !IsChallenge(CodeChallenge) => Problem.InvalidRequest(
            "codeChallenge is not the SHA-256 of a verifier in base64url: 43 characters, without padding (RFC 7636, S256)."),
        _ => null,
    };

    // The length too: to .NET the end of the pattern is also before a final line break.
    private static bool IsChallenge(string text) => text.Length == ChallengeLength && ChallengePattern().IsMatch(text);

    [GeneratedRegex(Challenge)]
    private static partial Regex ChallengePattern();

    /// <returns>Null when the body is too large.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest http)
    {
        var buffer = new byte[MaximumSize + 1];
        var length = await http.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.HttpContext.RequestAborted);
        // Not a bare null: it would convert to an empty memory.
        return length <= MaximumSize ? buffer.AsMemory(0, length) : (ReadOnlyMemory<byte>?)null;
    }
}
