using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BillingGates.Purchases;

/// <summary>
/// The secret that reads one purchase's status: an HMAC of its id. Nothing is stored, a repeated checkout gets the same one,
/// and neither the table nor the id gives it away.
/// </summary>
public static class StatusToken
{
    /// <summary>The token, 43 characters of base64url.</summary>
    public static string For(string purchaseId, byte[] key) => Base64Url.EncodeToString(Mac(purchaseId, key));

    /// <summary>Compares in constant time.</summary>
    public static bool IsValid(string token, string purchaseId, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(For(purchaseId, key)), Encoding.UTF8.GetBytes(token));

    private static byte[] Mac(string purchaseId, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("status\n" + purchaseId));
}
