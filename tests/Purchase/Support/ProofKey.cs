using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Purchase.Tests.Support;

/// <summary>The secret that a buyer's browser keeps (RFC 7636, section 4.1), and what it shows of it at checkout.</summary>
public sealed record ProofKey(string Verifier)
{
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static ProofKey New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
