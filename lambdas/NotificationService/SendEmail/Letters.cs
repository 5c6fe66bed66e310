using System.Globalization;
using System.Net;
using Catalog;
using Contracts;

namespace NotificationService.SendEmail;

/// <summary>Writes the letter that an event calls for.</summary>
/// <param name="sender">The address that SES has verified.</param>
/// <param name="mainAppUrl">Where customers use the product.</param>
public sealed class Letters(string sender, string mainAppUrl)
{
    /// <summary>Null for an event that customers don't hear of.</summary>
    public Letter? For(PurchaseEvent purchaseEvent) => purchaseEvent switch
    {
        PurchaseCompleted completed => Welcome(completed),
        PaymentRefunded refunded => RefundNotice(refunded),
        _ => null,
    };

    private Letter Welcome(PurchaseCompleted completed) => Write(
        "welcome-receipt", completed, $"Welcome to {ProductName(completed)}: your receipt",
        [
            $"Thank you for choosing {ProductName(completed)}. Your account is ready.",
            $"Sign in at {mainAppUrl} with this e-mail address.",
        ],
        [("Product", ProductName(completed)), ("Paid", Price(completed)), ("Purchase", completed.PurchaseId)]);

    private Letter RefundNotice(PaymentRefunded refunded) => Write(
        "refund-notice", refunded, $"Your payment of {Price(refunded)} is refunded",
        [
            $"We could not open your account for {ProductName(refunded)}, so we have refunded your payment in full.",
            "The amount reaches your account within 5 to 10 days, as your bank allows. There is nothing that you need to do.",
        ],
        [("Product", ProductName(refunded)), ("Refunded", Price(refunded)), ("Purchase", refunded.PurchaseId)]);

    private Letter Write(
        string kind, PurchaseEvent purchaseEvent, string subject, string[] paragraphs, (string Label, string Value)[] facts) =>
        new(kind, sender, purchaseEvent.CustomerEmail, subject, Text(paragraphs, facts), Html(subject, paragraphs, facts));

    private static string Text(string[] paragraphs, (string Label, string Value)[] facts) =>
        string.Join("\n\n", paragraphs) + "\n\n" + string.Concat(facts.Select(fact => $"{fact.Label}: {fact.Value}\n"));

    private static string Html(string title, string[] paragraphs, (string Label, string Value)[] facts) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{Encode(title)}</title></head>
        <body style="font-family: sans-serif; line-height: 1.5; max-width: 36rem; margin: 2rem auto; color: #1c1c1c">
        <h1 style="font-size: 1.25rem">{Encode(title)}</h1>
        {string.Concat(paragraphs.Select(paragraph => $"<p>{Encode(paragraph)}</p>\n"))}<table>
        {string.Concat(facts.Select(fact => $"<tr><th align=\"left\">{Encode(fact.Label)}</th><td>{Encode(fact.Value)}</td></tr>\n"))}</table>
        </body>
        </html>
        """;

    private static string ProductName(PurchaseEvent purchaseEvent) =>
        Products.Find(purchaseEvent.ProductId)?.Name ?? purchaseEvent.ProductId;

    private static string Price(PurchaseEvent purchaseEvent) =>
        $"{purchaseEvent.Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {purchaseEvent.Currency}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
