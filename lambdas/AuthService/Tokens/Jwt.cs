using System.Text.Json.Serialization;

namespace AuthService.Tokens;

// The two JSON parts of a login token (RFC 7519), as the mint writes and the verifier accepts them.

/// <summary>What a header says. A header that says more is refused: nothing else in it could be meant well.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Header(
    [property: JsonPropertyName("alg")] string Algorithm, [property: JsonPropertyName("typ")] string Type,
    [property: JsonPropertyName("kid")] string KeyId)
{
    public const string OnlyAlgorithm = "ES256";
    public const string OnlyType = "JWT";
}

/// <summary>What a token claims. Claims that are not known yet are ignored, so that the mint can be deployed first.</summary>
/// <param name="Expires">This and the other times are seconds since 1970.</param>
/// <param name="PurchaseId">Null in a login by e-mail.</param>
internal sealed record Claims(
    [property: JsonPropertyName("iss")] string Issuer, [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("aud")] string Audience, [property: JsonPropertyName("exp")] long Expires,
    [property: JsonPropertyName("nbf")] long NotBefore, [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("jti")] string TokenId, [property: JsonPropertyName("purchaseId")] string? PurchaseId = null)
{
    /// <summary>How far the clocks of those who issue and those who verify may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    /// <summary>Where the token cache has the token: by its purchase, or by its own id.</summary>
    public string LoginId => PurchaseId ?? TokenId;
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Header))]
[JsonSerializable(typeof(Claims))]
internal sealed partial class JwtJson : JsonSerializerContext;
