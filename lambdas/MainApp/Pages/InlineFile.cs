using System.Security.Cryptography;
using System.Text;

namespace MainApp.Pages;

/// <summary>A style sheet or script inside a page. The policy admits it by its hash (CSP Level 3, section 2.3.1), and nothing else.</summary>
public sealed class InlineFile
{
    public static readonly InlineFile Style = new("style.css");
    public static readonly InlineFile LandingScript = new("landing.js");

    private InlineFile(string name)
    {
        using var resource = typeof(InlineFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(resource, Encoding.UTF8);
        Text = reader.ReadToEnd();
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
    }

    public string Text { get; }

    /// <summary>What the policy calls it.</summary>
    public string Source { get; }
}
