#nullable disable
namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Settings of the bootstrap.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the runtime API; when null those of the environment variable <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string RuntimeApiEndpoint { get; set; }
}
