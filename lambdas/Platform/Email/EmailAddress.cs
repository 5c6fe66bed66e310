using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace Platform.Email;

/// <summary>A syntactically valid e-mail address without display name (RFC 5321: at most 254 characters, local part at most 64).</summary>
public sealed record EmailAddress
{
    private const int MaximumLength = 254;
    private const int MaximumLocalPartLength = 64;

    private EmailAddress(string value) => Value = value;

    /// <summary>The address as given.</summary>
    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>The form in which two spellings of one mailbox are the same: lower case, as every large provider treats it.</summary>
    public string Normalized => Value.ToLowerInvariant();

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = IsValid(text) ? new EmailAddress(text!) : null;
        return address is not null;
    }

    /// <exception cref="FormatException">The text is not an address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an e-mail address.");

    /// <summary>Never the address: it would reach logs.</summary>
    public override string ToString() => "(e-mail address)";

    private static bool IsValid(string? text) =>
        text is { Length: > 2 and <= MaximumLength }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text
        && parsed.User.Length <= MaximumLocalPartLength
        && parsed.Host.Contains('.')
        && !parsed.Host.StartsWith('.') && !parsed.Host.EndsWith('.') && !parsed.Host.Contains("..");
}
