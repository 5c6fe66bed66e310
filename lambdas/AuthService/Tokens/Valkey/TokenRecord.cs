using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts;
using StackExchange.Redis;

namespace AuthService.Tokens.Valkey;

/// <summary>What the cache knows of a login besides the token itself.</summary>
internal sealed record TokenRecord(
    string TokenId, DateTimeOffset ExpiresAt, LoginTokenState State, Identity? Identity,
    bool ForNewUser, string? CodeChallenge, bool Renewed)
{
    /// <summary>A login that was withdrawn before anything else was heard of it.</summary>
    public static readonly TokenRecord Unknown = new("", DateTimeOffset.MinValue, LoginTokenState.Withdrawn, null, false, null, false);

    public static TokenRecord Of(LoginToken token) => new(
        token.TokenId, token.ExpiresAt, token.State,
        token.Identity ?? throw new ArgumentException("An issued token has an identity.", nameof(token)),
        token.ForNewUser, token.CodeChallenge, token.Renewed);

    public static TokenRecord? Parse(RedisValue text) =>
        text.HasValue ? JsonSerializer.Deserialize(((ReadOnlyMemory<byte>)text).Span, TokenRecordJson.Default.TokenRecord) : null;

    public bool MayBeRedeemed(string tokenId, string? codeChallenge) =>
        State == LoginTokenState.Issued && TokenId == tokenId && CodeChallenge == codeChallenge;

    /// <summary>The record in a final state, which no longer says whom it was for.</summary>
    public TokenRecord Without(LoginTokenState state) => this with { State = state, Identity = null };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TokenRecord))]
internal sealed partial class TokenRecordJson : JsonSerializerContext;
