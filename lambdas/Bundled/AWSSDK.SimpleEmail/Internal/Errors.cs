using Amazon.SimpleEmail.Model;
using Bundled.Shared;

namespace Amazon.SimpleEmail.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonSimpleEmailServiceException(message, inner, type, code, requestId, status),
        new()
        {
            ["AccountSendingPausedException"] = (message, inner, type, code, requestId, status) =>
                new AccountSendingPausedException(message, inner, type, code, requestId, status),
            ["ConfigurationSetDoesNotExist"] = (message, inner, type, code, requestId, status) =>
                new ConfigurationSetDoesNotExistException(message, inner, type, code, requestId, status),
            ["ConfigurationSetSendingPausedException"] = (message, inner, type, code, requestId, status) =>
                new ConfigurationSetSendingPausedException(message, inner, type, code, requestId, status),
            ["MailFromDomainNotVerifiedException"] = (message, inner, type, code, requestId, status) =>
                new MailFromDomainNotVerifiedException(message, inner, type, code, requestId, status),
            ["MessageRejected"] = (message, inner, type, code, requestId, status) =>
                new MessageRejectedException(message, inner, type, code, requestId, status),
        });
}
