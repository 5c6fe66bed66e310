using System.Text.Json;
using Local.Endpoint;
using MimeKit;

namespace Local.Iam.Actions;

/// <summary>E-mails, by the address that they are from.</summary>
internal sealed class SesActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "ses";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        if (call.Operation is not ("SendEmail" or "SendRawEmail"))
            return [];
        var form = call.Form();
        var from = form.TryGetValue("Source", out var source) ? Address(source.ToString()) : Raw(form["RawMessage.Data"].ToString());
        return [new($"ses:{call.Operation}", arns.Of("ses", $"identity/{from}"), KeyValuePair.Create("ses:FromAddress", from))];
    }

    private static string Address(string text) => MailboxAddress.TryParse(text, out var mailbox) ? mailbox.Address : text;

    private static string Raw(string encoded)
    {
        try
        {
            using var message = new MemoryStream(Convert.FromBase64String(encoded));
            return Address(HeaderList.Load(message)[HeaderId.From] ?? "");
        }
        catch (FormatException exception)
        {
            throw new JsonException("RawMessage.Data can't be read.", exception);
        }
    }
}
