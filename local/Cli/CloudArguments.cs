using System.CommandLine;
using System.CommandLine.Parsing;

namespace Local.Cli;

/// <summary>The options of every verb that runs a local cloud.</summary>
internal sealed class CloudArguments
{
    /// <summary>The services that <c>--endpoint</c> replaces: topics, queues, objects, tables, keys, secrets, parameters, state machines.</summary>
    private static readonly string[] DataServices = ["sns", "sqs", "s3", "dynamodb", "kms", "secretsmanager", "ssm", "states"];

    /// <summary>In place of an address: the service of this local cloud.</summary>
    private const string Here = "local";

    private readonly Option<int> port = Port("--port", 8080, "Port of the shop, the API, the payment sandbox and the local views");
    private readonly Option<int> awsPort = Port("--aws-port", 4566, "Port of the AWS endpoint");
    private readonly Option<bool> quiet = new("--quiet") { Description = "Print the URLs and the line Ready only" };
    private readonly Option<string?> assembly = Assembly("Deploy the cloud assembly in this folder instead of synthesizing");

    private readonly Option<bool> nativeAot = NativeAot();

    private readonly Option<string?> data = new("--data")
    {
        Description = "Keep the state of everything in this folder, and go on from it at the next start",
        HelpName = "folder",
    };

    private readonly Option<string?> endpoint = new("--endpoint")
    {
        Description = "Use topics, queues, tables, keys, secrets and state machines of another emulator",
        HelpName = "URL",
    };

    private readonly Option<string[]> endpointFor = new("--endpoint-for")
    {
        Description = "Use one service of another emulator, for instance ses=http://localhost:5000, or keep one here: states=local",
        HelpName = "service=URL",
    };

    private readonly Option<string> account = new("--account")
    {
        Description = "The account that ARNs name; other emulators may have one of their own",
        DefaultValueFactory = _ => new LocalCloudOptions().AccountId,
        HelpName = "twelve digits",
    };

    public CloudArguments()
    {
        endpoint.Validators.Add(result => RequireUrl(result, result.Tokens.Select(token => token.Value)));
        endpointFor.Validators.Add(result => RequireUrl(result, result.Tokens.Select(token => AddressIn(token.Value)).Where(address => address != Here)));
        account.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var digits }] && (digits.Length != 12 || !digits.All(char.IsAsciiDigit)))
                result.AddError("--account must have twelve digits.");
        });
    }

    public void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is not null && (result.GetResult(endpoint) ?? result.GetResult(endpointFor)) is not null)
                result.AddError("--data keeps what this local cloud runs itself; it can't be used with --endpoint or --endpoint-for.");
        });
        foreach (var option in (Option[])[port, awsPort, quiet, nativeAot, assembly, data, endpoint, endpointFor, account])
            command.Options.Add(option);
    }

    /// <summary>The option that runs functions as they are deployed.</summary>
    public static Option<bool> NativeAot() => new("--aot")
    {
        Description = "Run the functions as they are deployed, compiled with Native AOT (about ten minutes the first time)",
    };

    /// <summary>The option that names templates which exist already.</summary>
    public static Option<string?> Assembly(string description) => new("--assembly") { Description = description, HelpName = "folder" };

    public LocalCloudOptions Read(ParseResult arguments)
    {
        var endpoints = new Dictionary<string, Uri>();
        if (arguments.GetValue(endpoint) is { } all)
        {
            foreach (var service in DataServices)
                endpoints[service] = new Uri(all);
        }
        foreach (var replacement in arguments.GetValue(endpointFor) ?? [])
        {
            var service = replacement[..replacement.IndexOf('=')];
            if (AddressIn(replacement) == Here)
                endpoints.Remove(service);
            else
                endpoints[service] = new Uri(AddressIn(replacement));
        }
        return new LocalCloudOptions
        {
            PublicPort = arguments.GetValue(port),
            AwsPort = arguments.GetValue(awsPort),
            Quiet = arguments.GetValue(quiet),
            CloudAssembly = arguments.GetValue(assembly),
            NativeAot = arguments.GetValue(nativeAot),
            DataFolder = arguments.GetValue(data),
            Endpoints = endpoints,
            AccountId = arguments.GetValue(account)!,
        };
    }

    private static string AddressIn(string replacement) => replacement.IndexOf('=') is > 0 and var sign ? replacement[(sign + 1)..] : "";

    private static Option<int> Port(string name, int standard, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard, HelpName = "port" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 0 or > 65535)
                result.AddError($"{name} must be 0 (any free port) to 65535.");
        });
        return option;
    }

    private static void RequireUrl(OptionResult result, IEnumerable<string> urls)
    {
        foreach (var url in urls.Where(url => !Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal)))
            result.AddError($"{result.Option.Name}: {url} isn't an http address.");
    }
}
