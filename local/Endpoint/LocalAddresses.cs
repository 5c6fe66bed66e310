namespace Local.Endpoint;

/// <summary>The two addresses of the local cloud. Known once its ports are open, which is before anything is deployed.</summary>
public sealed class LocalAddresses
{
    private Uri? publicUrl;
    private Uri? awsUrl;

    /// <summary>The public port: shop, API, payment sandbox, local views. Without a trailing path.</summary>
    public Uri Public => publicUrl ?? throw new InvalidOperationException("The public port is not open yet.");

    /// <summary>The AWS endpoint (<c>AWS_ENDPOINT_URL</c>).</summary>
    public Uri Aws => awsUrl ?? throw new InvalidOperationException("The AWS port is not open yet.");

    internal void Set(int publicPort, int awsPort)
    {
        publicUrl = new Uri($"http://localhost:{publicPort}");
        awsUrl = new Uri($"http://localhost:{awsPort}");
    }
}
