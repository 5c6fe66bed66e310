using Mail;

namespace Services.Tests.Mail;

public class LetterTests
{
    private const string Markup = "<script>alert('&\"1')</script>";

    [Fact]
    public void EveryPart_ShowsInBothForms()
    {
        var letter = Letter.Write(
            "test", "shop@example.com", "new.user@example.com", "Hello",
            new LetterPart.Paragraph("A paragraph."),
            new LetterPart.Link("Go on", "https://app.example.com/x?a=1&b=2"),
            new LetterPart.Facts(("Product", "Premium"), ("Paid", "99.99 USD")));

        Assert.Equal("A paragraph.\n\nhttps://app.example.com/x?a=1&b=2\n\nProduct: Premium\nPaid: 99.99 USD\n", letter.Text);
        Assert.Contains("<p>A paragraph.</p>", letter.Html);
        Assert.Contains("<a href=\"https://app.example.com/x?a=1&amp;b=2\">Go on</a>", letter.Html);
        Assert.Contains("<tr><th align=\"left\">Paid</th><td>99.99 USD</td></tr>", letter.Html);
    }

    [Fact]
    public void Markup_IsShownAsText_WhereverItIs()
    {
        var letter = Letter.Write(
            "test", "shop@example.com", "new.user@example.com", Markup,
            new LetterPart.Paragraph(Markup),
            new LetterPart.Link(Markup, $"https://app.example.com/{Markup}"),
            new LetterPart.Facts((Markup, Markup)));

        Assert.DoesNotContain("<script", letter.Html);
        Assert.DoesNotContain("alert('", letter.Html);
        Assert.DoesNotContain("\"1", letter.Html); // which would end the attribute of the link
    }
}
