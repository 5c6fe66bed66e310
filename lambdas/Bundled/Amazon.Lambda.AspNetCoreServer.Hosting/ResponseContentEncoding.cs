namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>How a response body travels in the JSON answer of the function.</summary>
public enum ResponseContentEncoding
{
    /// <summary>As text, if its bytes are valid UTF-8.</summary>
    Default = 0,

    /// <summary>As base64.</summary>
    Base64 = 1,
}
