using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AuthService.RedeemToken;

/// <summary>The proof that whoever redeems is the browser that bought (RFC 7636).</summary>
public static class ProofKey
{
    private const int MinimumLength = 43;
    private const int MaximumLength = 128;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>The S256 challenge of a verifier (section 4.2), 43 characters of base64url.</summary>
    /// <returns>Null when the text can't be a verifier (section 4.1).</returns>
    public static string? ChallengeOf(string verifier) =>
        verifier.Length is >= MinimumLength and <= MaximumLength && !verifier.AsSpan().ContainsAnyExcept(Unreserved)
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            : null;
}
