using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MainApp.Sessions;

/// <summary>The secret that a browser shows for its session: 256 random bits, drawn here and nowhere else.</summary>
public sealed class SessionId
{
    private const int Bytes = 32;
    private static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    private SessionId(string value) => Value = value;

    /// <summary>What the cookie holds.</summary>
    public string Value { get; }

    /// <summary>What the table knows it by: a hash, so that whoever reads the table can't take over a session.</summary>
    public string Key => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Value)));

    public static SessionId New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <returns>Null for what can't be an id.</returns>
    public static SessionId? Parse(string? cookie) =>
        cookie?.Length == Length && Base64Url.IsValid(cookie) ? new SessionId(cookie) : null;
}
