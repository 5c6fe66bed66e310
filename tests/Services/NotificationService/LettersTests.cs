using Contracts;
using NotificationService.SendEmail;
using Services.Tests.Support;

namespace Services.Tests.NotificationService;

public class LettersTests
{
    private readonly Letters letters = new("shop@example.com", "https://app.example.com");

    [Fact]
    public void PurchaseCompleted_IsWelcomeAndReceiptInOne()
    {
        var letter = letters.For(Events.PurchaseCompleted())!;

        Assert.Equal(("shop@example.com", Events.Email), (letter.From, letter.To));
        foreach (var form in new[] { letter.Text, letter.Html })
        {
            Assert.Contains("Premium", form);
            Assert.Contains("99.99 USD", form);
            Assert.Contains("https://app.example.com/login", form); // the only way in for a returning customer
            Assert.Contains(Events.PurchaseId, form);
        }
    }

    [Fact]
    public void PaymentRefunded_IsARefundNotice()
    {
        var letter = letters.For(Events.PaymentRefunded())!;

        Assert.Contains("refunded", letter.Subject);
        Assert.Contains("99.99 USD", letter.Text);
        Assert.Contains("99.99 USD", letter.Html);
        Assert.Contains("could not open your account", letter.Text);
    }

    /// <summary>The buyer had the account: a letter that says otherwise would be wrong.</summary>
    [Fact]
    public void RefundThatAnOperatorAskedFor_DoesNotSayThatTheAccountFailed()
    {
        var letter = letters.For(Events.PaymentRefunded(SagaFailure.RefundRequested))!;

        Assert.DoesNotContain("could not open", letter.Text);
        Assert.Contains("is cancelled", letter.Text);
    }

    [Fact]
    public void Markup_InTheProduct_IsShownAsText()
    {
        var letter = letters.For(Events.PurchaseCompleted() with { ProductId = "<script>alert(1)</script>" })!;

        Assert.DoesNotContain("<script>", letter.Html);
        Assert.Contains("&lt;script&gt;", letter.Html);
    }

    [Fact]
    public void OtherEvents_AreNotForCustomers()
    {
        Assert.Null(letters.For(Events.PaymentSuccessful()));
        Assert.Null(letters.For(Events.UserCreationFailed()));
    }
}
