using System.Globalization;
using Catalog;
using Contracts;
using Mail;

namespace NotificationService.SendEmail;

/// <summary>Writes the letter that an event calls for.</summary>
/// <param name="sender">The address that SES has verified.</param>
/// <param name="mainAppUrl">Where customers use the product, without a slash at the end.</param>
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
        new LetterPart.Paragraph($"Thank you for choosing {ProductName(completed)}. Your account is ready."),
        // A returning customer's purchase gives no link, and everybody comes back one day.
        new LetterPart.Paragraph("Whenever you want to sign in, give this e-mail address here, and we send you a link:"),
        new LetterPart.Link("Sign in", $"{mainAppUrl}/login"),
        new LetterPart.Facts(("Product", ProductName(completed)), ("Paid", Price(completed)), ("Purchase", completed.PurchaseId)));

    private Letter RefundNotice(PaymentRefunded refunded) => Write(
        "refund-notice", refunded, $"Your payment of {Price(refunded)} is refunded",
        new LetterPart.Paragraph(refunded.Reason == SagaFailure.RefundRequested
            ? $"Your purchase of {ProductName(refunded)} is cancelled. We have refunded your payment in full."
            : $"We could not open your account for {ProductName(refunded)}, so we have refunded your payment in full."),
        new LetterPart.Paragraph(
            "The amount reaches your account within 5 to 10 days, as your bank allows. There is nothing that you need to do."),
        new LetterPart.Facts(("Product", ProductName(refunded)), ("Refunded", Price(refunded)), ("Purchase", refunded.PurchaseId)));

    private Letter Write(string kind, PurchaseEvent purchaseEvent, string subject, params IReadOnlyList<LetterPart> parts) =>
        Letter.Write(kind, sender, purchaseEvent.CustomerEmail, subject, parts);

    private static string ProductName(PurchaseEvent purchaseEvent) =>
        Products.Find(purchaseEvent.ProductId)?.Name ?? purchaseEvent.ProductId;

    private static string Price(PurchaseEvent purchaseEvent) =>
        $"{purchaseEvent.Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {purchaseEvent.Currency}";
}
