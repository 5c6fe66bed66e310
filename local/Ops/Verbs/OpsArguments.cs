using System.CommandLine;
using Local.Ops.Aws;

namespace Local.Ops.Verbs;

/// <summary>The options of every operator's verb: where the platform is, and how to talk to the operator.</summary>
internal sealed class OpsArguments
{
    private readonly Option<string?> endpoint = new("--endpoint")
    {
        Description = $"An AWS endpoint, with the key test; {OperatorTarget.LocalCloud} if nothing else is said",
        HelpName = "URL",
    };

    private readonly Option<bool> aws = new("--aws") { Description = "AWS itself, with the credentials and region that the SDK finds" };
    private readonly Option<string?> profile = new("--profile") { Description = "AWS itself, with this profile", HelpName = "name" };
    private readonly Option<string?> region = new("--region") { Description = "The platform's region", HelpName = "name" };
    private readonly Option<bool> yes = new("--yes") { Description = "Change things without asking" };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON, for programs" };
    private readonly Option<bool> showPersonalData = new("--show-personal-data") { Description = "Don't mask e-mail addresses" };

    public OpsArguments() => endpoint.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !IsHttp(token.Value))
            result.AddError($"--endpoint: {token.Value} isn't an http address.");
        if (result.GetResult(aws) is { Implicit: false } || result.GetResult(profile) is { Implicit: false })
            result.AddError("--endpoint is for emulators; leave it out with --aws or --profile.");
    });

    public void AddTo(Command ops)
    {
        foreach (var option in (Option[])[endpoint, aws, profile, region, yes, json, showPersonalData])
        {
            option.Recursive = true;
            ops.Options.Add(option);
        }
    }

    /// <summary>For a verb that has text for people only.</summary>
    public void RefuseJson(Command verb) => verb.Validators.Add(result =>
    {
        if (result.GetValue(json))
            result.AddError($"--json: {verb.Name} prints text only.");
    });

    /// <exception cref="LocalCloudException">There is no such profile, or no region.</exception>
    public OperatorTarget Target(ParseResult arguments)
    {
        var (url, name, place) = (arguments.GetValue(endpoint), arguments.GetValue(profile), arguments.GetValue(region));
        var account = arguments.GetValue(aws) || name is not null;
        return account
            ? OperatorTarget.Account(name, place)
            : OperatorTarget.Emulator(url is null ? OperatorTarget.LocalCloud : new Uri(url), place);
    }

    /// <summary>The options that lead another command to the same platform.</summary>
    public string Place(ParseResult arguments) => string.Concat(
        arguments.GetValue(endpoint) is { } url ? $" --endpoint {url}" : "",
        arguments.GetValue(aws) ? " --aws" : "",
        arguments.GetValue(profile) is { } name ? $" --profile {name}" : "",
        arguments.GetValue(region) is { } place ? $" --region {place}" : "");

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal);

    public bool Yes(ParseResult arguments) => arguments.GetValue(yes);

    public bool Json(ParseResult arguments) => arguments.GetValue(json);

    public bool ShowPersonalData(ParseResult arguments) => arguments.GetValue(showPersonalData);
}
