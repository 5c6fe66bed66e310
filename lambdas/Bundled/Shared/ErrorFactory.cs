using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Bundled.Shared;

/// <summary>Creates one kind of exception; the signature is the full constructor of every service exception.</summary>
internal delegate AmazonServiceException ErrorConstructor(
    string message, Exception? inner, ErrorType type, string code, string requestId, HttpStatusCode status);

/// <summary>Turns a service's error into the typed exception of its code.</summary>
/// <param name="unknown">The service's base exception, for codes that have no type of their own.</param>
internal sealed class ErrorFactory(ErrorConstructor unknown, Dictionary<string, ErrorConstructor> byCode)
{
    internal AmazonServiceException Create(ErrorResponse error, Exception? inner, HttpStatusCode status) =>
        byCode.GetValueOrDefault(error.Code ?? "", unknown)(error.Message, inner, error.Type, error.Code!, error.RequestId, status);
}
