using System.Globalization;
using System.Net.Mail;

namespace Cdk;

/// <summary>Typed, checked access to the CDK context. A null fallback makes a key required.</summary>
internal sealed class ContextValues(Func<string, object?> context)
{
    public string Text(string key, string? fallback) =>
        Convert.ToString(context(key), CultureInfo.InvariantCulture) is { Length: > 0 } value
            ? value
            : fallback ?? throw new ConfigurationException($"The context value '{key}' is required here: add -c {key}=…");

    public T OneOf<T>(string key, string fallback, params (string Name, T Value)[] choices)
    {
        var name = Text(key, fallback);
        foreach (var choice in choices)
        {
            if (choice.Name == name)
                return choice.Value;
        }

        throw new ConfigurationException(
            $"The context value '{key}' is '{name}'; it can be {string.Join(", ", choices.Select(choice => $"'{choice.Name}'"))}.");
    }

    public string Folder(string key, string fallback)
    {
        var folder = Path.GetFullPath(Text(key, fallback));
        return Directory.Exists(folder)
            ? folder
            : throw new ConfigurationException($"The context value '{key}' is '{folder}', which is no folder.");
    }

    public string Url(string key, string? fallback)
    {
        var text = Text(key, fallback);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text.TrimEnd('/')
            : throw new ConfigurationException($"The context value '{key}' is '{text}', which is no http or https URL.");
    }

    /// <summary>A domain with its certificate; null when neither is given.</summary>
    public OwnDomain? Domain(string nameKey, string certificateKey)
    {
        var (name, certificate) = (Text(nameKey, ""), Text(certificateKey, ""));
        if (name.Length == 0 && certificate.Length == 0)
            return null;
        if (name.Length > 0 && Uri.CheckHostName(name) != UriHostNameType.Dns)
            throw new ConfigurationException($"The context value '{nameKey}' is '{name}', which is no domain name.");
        if (certificate.Length > 0 && !certificate.StartsWith("arn:aws:acm:us-east-1:", StringComparison.Ordinal))
        {
            throw new ConfigurationException(
                $"The context value '{certificateKey}' is '{certificate}', which is no ACM certificate in us-east-1.");
        }

        return name.Length > 0 && certificate.Length > 0
            ? new OwnDomain(name, certificate)
            : throw new ConfigurationException($"The context values '{nameKey}' and '{certificateKey}' need each other.");
    }

    public string? UrlOrNull(string key) => Text(key, fallback: "").Length == 0 ? null : Url(key, fallback: null);

    public string? TopicArnOrNull(string key) => Text(key, fallback: "") switch
    {
        "" => null,
        var text when text.Split(':') is ["arn", _, "sns", { Length: > 0 }, { Length: 12 }, { Length: > 0 }] => text,
        var text => throw new ConfigurationException($"The context value '{key}' is '{text}', which is no ARN of an SNS topic."),
    };

    public string EmailAddress(string key, string? fallback)
    {
        var text = Text(key, fallback);
        return MailAddress.TryCreate(text, out var address) && address.Address == text
            ? text
            : throw new ConfigurationException($"The context value '{key}' is '{text}', which is no plain e-mail address.");
    }

    public IReadOnlyList<string> Names(string key, string fallback)
    {
        var text = Text(key, fallback);
        var names = text.Split(',');
        return names.All(IsName) && names.Distinct().Count() == names.Length
            ? names
            : throw new ConfigurationException(
                $"The context value '{key}' is '{text}', which is no list of different names of letters and digits, separated by commas.");
    }

    public int PositiveNumber(string key, int fallback)
    {
        var text = Text(key, fallback.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ConfigurationException($"The context value '{key}' is '{text}', which is no positive whole number.");
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 20 && text.All(char.IsAsciiLetterOrDigit);
}

/// <summary>The platform can't be synthesized as configured. The message is for the user.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
