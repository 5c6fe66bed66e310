namespace Local.ApiGateway;

/// <summary>Writes a line for each request in the form that the stage asks for.</summary>
internal sealed class AccessLog(LocalCloudOptions options)
{
    public void Write(RequestContext context)
    {
        if (options.Quiet || context.Stage.AccessLogFormat is not { } format)
            return;
        var line = GatewayResponses.Variable().Replace(format, match => context.Variable(match.Groups["name"].Value));
        options.Output.WriteLine($"{context.Stage.Api.Name}: {line}");
    }
}
