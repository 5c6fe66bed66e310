using System.CommandLine;
using System.CommandLine.Parsing;

namespace Local.Cli;

/// <summary>The options of every verb that runs a local cloud.</summary>
internal sealed class CloudArguments
{
    /// <summary>The services that <c>--endpoint</c> replaces: topics, queues, objects, tables, keys, secrets, parameters, state machines.</summary>
    private static readonly string[] DataServices = ["sns", "sqs", "s3", "dynamodb", "kms", "secretsmanager", "ssm", "states"];

    private readonly Option<int> port = Port("--port", 8080, "Port of the shop, the API, the payment sandbox and the local views");
    private readonly Option<int> awsPort = Port("--aws-port", 4566, "Port of the AWS endpoint");
    private readonly Option<bool> quiet = new("--quiet") { Description = "Print the URLs and the line Ready only" };
    private readonly Option<bool> report = new("--report") { Description = "Print for each resource type of the templates how much of it runs" };
    private readonly Option<string?> assembly = new("--assembly") { Description = "Deploy the cloud assembly in this folder instead of synthesizing", HelpName = "folder" };

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
        Description = "Use one service of another emulator, for instance states=http://localhost:5000",
        HelpName = "service=URL",
    };

    public CloudArguments()
    {
        endpoint.Validators.Add(result => RequireUrl(result, result.Tokens.Select(token => token.Value)));
        endpointFor.Validators.Add(result => RequireUrl(result, result.Tokens.Select(token => token.Value[(token.Value.IndexOf('=') + 1)..])));
    }

    public void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is not null && (result.GetResult(endpoint) ?? result.GetResult(endpointFor)) is not null)
                result.AddError("--data keeps what this local cloud runs itself; it can't be used with --endpoint or --endpoint-for.");
        });
        foreach (var option in (Option[])[port, awsPort, quiet, report, nativeAot, assembly, data, endpoint, endpointFor])
            command.Options.Add(option);
    }

    /// <summary>The option that runs functions as they are deployed.</summary>
    public static Option<bool> NativeAot() => new("--aot")
    {
        Description = "Run the functions as they are deployed, compiled with Native AOT (about ten minutes the first time)",
    };

    public LocalCloudOptions Read(ParseResult arguments)
    {
        var endpoints = new Dictionary<string, Uri>();
        if (arguments.GetValue(endpoint) is { } all)
        {
            foreach (var service in DataServices)
                endpoints[service] = new Uri(all);
        }
        foreach (var replacement in arguments.GetValue(endpointFor) ?? [])
            endpoints[replacement[..replacement.IndexOf('=')]] = new Uri(replacement[(replacement.IndexOf('=') + 1)..]);
        return new LocalCloudOptions
        {
            PublicPort = arguments.GetValue(port),
            AwsPort = arguments.GetValue(awsPort),
            Quiet = arguments.GetValue(quiet),
            FullReport = arguments.GetValue(report),
            CloudAssembly = arguments.GetValue(assembly),
            NativeAot = arguments.GetValue(nativeAot),
            DataFolder = arguments.GetValue(data),
            Endpoints = endpoints,
        };
    }

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
