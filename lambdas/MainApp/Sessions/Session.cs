using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Contracts;

namespace MainApp.Sessions;

/// <summary>Somebody's time in the application.</summary>
/// <param name="TokenHash">The hash of the login token that opened it: enough to know the token again, nothing to use.</param>
public sealed record Session(Identity Identity, string TokenHash, DateTimeOffset CreatedAt)
{
    /// <summary>A session ends after a working day, however busy it is.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public DateTimeOffset ExpiresAt => CreatedAt + Lifetime;

    public static Session Open(Identity identity, string token, DateTimeOffset now) => new(identity, HashOf(token), now);

    public bool WasOpenedBy(string token) => TokenHash == HashOf(token);

    private static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
