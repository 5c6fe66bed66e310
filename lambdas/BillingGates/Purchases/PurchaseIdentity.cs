using System.Security.Cryptography;
using System.Text;
using Contracts;

namespace BillingGates.Purchases;

/// <summary>What is derived from a checkout request, the same every time.</summary>
public static class PurchaseIdentity
{
    private const string Base32 = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <summary>
    /// The purchase that an idempotency key stands for: <c>pur_</c> and 130 bits of its SHA-256 in Crockford's base 32.
    /// One key, one purchase, in one conditional write and with no record of its own.
    /// </summary>
    public static string IdFor(string idempotencyKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("purchase\n" + idempotencyKey));
        var id = new StringBuilder("pur_", 4 + Length);
        for (var i = 0; i < Length; i++)
            id.Append(Base32[FiveBitsAt(hash, i * 5)]);
        return id.ToString();
    }

    /// <summary>A hash of everything the client chose. Two requests with one key must agree on it.</summary>
    public static string Fingerprint(TakePayment command)
    {
        var content = string.Join('\n', command.ProductId, command.CustomerEmail, command.PaymentMethod, command.CodeChallenge);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    private static int FiveBitsAt(byte[] bytes, int bit)
    {
        var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
        return (window >> (11 - (bit % 8))) & 31;
    }
}
