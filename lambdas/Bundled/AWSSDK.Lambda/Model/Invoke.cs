#nullable disable
using System.Text;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Runs a function and waits for its answer, or hands it an event.</summary>
public class InvokeRequest : AmazonLambdaRequest
{
    /// <summary>Data about the client, base64-encoded, at most 3,583 bytes.</summary>
    public string ClientContextBase64 { get; set; }

    /// <summary>The name, ARN or partial ARN of the function.</summary>
    public string FunctionName { get; set; }

    /// <summary><see cref="InvocationType.RequestResponse"/> when null.</summary>
    public InvocationType InvocationType { get; set; }

    public LogType LogType { get; set; }

    /// <summary>The payload as text. It and <see cref="PayloadStream"/> are the same.</summary>
    public string Payload
    {
        get => PayloadStream is null ? null : Encoding.UTF8.GetString(PayloadStream.ToArray());
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The payload: JSON, at most 6 MB, or 1 MB for an event.</summary>
    public MemoryStream PayloadStream { get; set; }

    /// <summary>A version or alias.</summary>
    public string Qualifier { get; set; }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    /// <summary>The version that ran.</summary>
    public string ExecutedVersion { get; set; }

    /// <summary><c>Handled</c> or <c>Unhandled</c> when the function failed; null when it succeeded.</summary>
    public string FunctionError { get; set; }

    /// <summary>The last 4 KB of the log, base64-encoded, when they were asked for.</summary>
    public string LogResult { get; set; }

    /// <summary>The function's answer, or the error document when <see cref="FunctionError"/> is set.</summary>
    public MemoryStream Payload { get; set; }

    /// <summary>200 for an answer, 202 for an accepted event, 204 for a dry run.</summary>
    public int? StatusCode { get; set; }
}
