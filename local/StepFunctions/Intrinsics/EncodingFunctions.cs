using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary><c>States.Base64Encode</c>, <c>States.Base64Decode</c> and <c>States.Hash</c>.</summary>
internal static class EncodingFunctions
{
    private const int LongestText = 10_000;

    public static JsonElement Base64Encode(JsonElement text) =>
        Json.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(LimitedText(text, "data"))));

    public static JsonElement Base64Decode(JsonElement text)
    {
        try
        {
            return Json.Of(Encoding.UTF8.GetString(Convert.FromBase64String(LimitedText(text, "Base64 data"))));
        }
        catch (FormatException)
        {
            throw new IntrinsicArgumentException("The data is not valid Base64.");
        }
    }

    public static JsonElement Hash(JsonElement data, JsonElement algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes(data.ValueKind == JsonValueKind.String ? LimitedText(data, "data") : data.GetRawText());
        var name = Arguments.Text(algorithm, "algorithm");
        if (!Algorithms.TryGetValue(name, out var algorithmName))
            throw new IntrinsicArgumentException($"The algorithm must be one of {string.Join(", ", Algorithms.Keys)}, but is {name}.");
        return Json.Of(Convert.ToHexStringLower(CryptographicOperations.HashData(algorithmName, bytes)));
    }

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new()
    {
        ["MD5"] = HashAlgorithmName.MD5,
        ["SHA-1"] = HashAlgorithmName.SHA1,
        ["SHA-256"] = HashAlgorithmName.SHA256,
        ["SHA-384"] = HashAlgorithmName.SHA384,
        ["SHA-512"] = HashAlgorithmName.SHA512,
    };

    private static string LimitedText(JsonElement argument, string role)
    {
        var text = Arguments.Text(argument, role);
        return text.Length <= LongestText
            ? text
            : throw new IntrinsicArgumentException($"The {role} must not have more than {LongestText} characters.");
    }
}
