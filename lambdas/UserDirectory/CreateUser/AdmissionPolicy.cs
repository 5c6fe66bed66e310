using Platform.Email;

namespace UserDirectory.CreateUser;

/// <summary>Decides who may become a user.</summary>
/// <param name="blockedDomains">Mail domains whose addresses are refused, for instance <c>blocked.example</c>.</param>
public sealed class AdmissionPolicy(IEnumerable<string> blockedDomains)
{
    private readonly HashSet<string> blocked = new(blockedDomains, StringComparer.OrdinalIgnoreCase);

    public bool Admits(EmailAddress email) => !blocked.Contains(email.Domain);
}
