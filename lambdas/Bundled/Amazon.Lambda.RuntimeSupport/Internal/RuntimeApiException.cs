namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>The runtime API can't be used any more: the process should end.</summary>
internal sealed class RuntimeApiException(string message, Exception? inner = null) : Exception(message, inner);
