using System.Security;
using System.Text.Json.Nodes;

namespace Local.Endpoint;

/// <summary>Writes errors in the form that the SDKs of a service understand.</summary>
public static class AwsErrors
{
    /// <param name="code">The error code without namespace, for instance <c>ValidationException</c>.</param>
    public static Task WriteAsync(HttpContext http, AwsProtocol protocol, string code, string message, int status = 400)
    {
        var requestId = Guid.NewGuid().ToString();
        http.Response.StatusCode = status;
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        switch (protocol)
        {
            case AwsProtocol.Query:
                http.Response.ContentType = "text/xml";
                return http.Response.WriteAsync(
                    $"<ErrorResponse><Error><Type>{(status < 500 ? "Sender" : "Receiver")}</Type><Code>{Escape(code)}</Code>" +
                    $"<Message>{Escape(message)}</Message></Error><RequestId>{requestId}</RequestId></ErrorResponse>");
            case AwsProtocol.RestXml:
                http.Response.ContentType = "application/xml";
                return http.Response.WriteAsync(
                    $"<Error><Code>{Escape(code)}</Code><Message>{Escape(message)}</Message><RequestId>{requestId}</RequestId></Error>");
            default:
                http.Response.ContentType = http.Request.ContentType is "application/x-amz-json-1.0" or "application/x-amz-json-1.1"
                    ? http.Request.ContentType
                    : "application/json";
                http.Response.Headers["x-amzn-ErrorType"] = code;
                return http.Response.WriteAsync(new JsonObject { ["__type"] = code, ["message"] = message }.ToJsonString());
        }
    }

    /// <summary>Nobody here answers the operation.</summary>
    public static Task WriteUnsupportedAsync(HttpContext http, AwsProtocol protocol, string service, string operation) => WriteAsync(
        http,
        protocol,
        protocol switch
        {
            AwsProtocol.Query => "InvalidAction",
            AwsProtocol.RestXml => "NotImplemented",
            _ => "UnknownOperationException",
        },
        $"The local cloud doesn't emulate {service}:{operation}.",
        StatusCodes.Status501NotImplemented);

    /// <summary>Nobody signed the request.</summary>
    public static Task WriteUnsignedAsync(HttpContext http, AwsProtocol protocol) => WriteAsync(
        http,
        protocol,
        protocol is AwsProtocol.Json or AwsProtocol.RestJson ? "MissingAuthenticationTokenException" : "MissingAuthenticationToken",
        "Missing Authentication Token",
        403);

    /// <summary>The access key was issued by nobody here.</summary>
    public static Task WriteUnknownKeyAsync(HttpContext http, AwsProtocol protocol) => WriteAsync(
        http,
        protocol,
        protocol switch
        {
            AwsProtocol.Query => "InvalidClientTokenId",
            AwsProtocol.RestXml => "InvalidAccessKeyId",
            _ => "UnrecognizedClientException",
        },
        protocol is AwsProtocol.RestXml
            ? "The AWS Access Key Id you provided does not exist in our records."
            : "The security token included in the request is invalid.",
        403);

    /// <summary>The caller's policies don't allow the call.</summary>
    /// <param name="service">The signing name: SNS has names of its own for the error.</param>
    public static Task WriteAccessDeniedAsync(HttpContext http, AwsProtocol protocol, string service, Refusal refusal)
    {
        var (code, status) = protocol switch
        {
            AwsProtocol.Json => ("AccessDeniedException", 400),
            AwsProtocol.RestJson => ("AccessDeniedException", 403),
            _ when service == "sns" && refusal.Action.StartsWith("kms:", StringComparison.Ordinal) => ("KMSAccessDenied", 400),
            _ when service == "sns" => ("AuthorizationError", 403),
            _ => ("AccessDenied", 403),
        };
        return WriteAsync(http, protocol, code, refusal.Message, status);
    }

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
