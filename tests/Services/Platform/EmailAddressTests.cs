using Platform.Email;

namespace Services.Tests.Platform;

public class EmailAddressTests
{
    [Theory]
    [InlineData("new.user@example.com")]
    [InlineData("a+b@sub.example.co.uk")]
    [InlineData("Jörg@exämple.example")]
    public void Address_IsAccepted(string text) => Assert.True(EmailAddress.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@localhost")]
    [InlineData("a@b@example.com")]
    [InlineData("Name <a@example.com>")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@.example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@example.com, b@example.com")]
    public void AnythingElse_IsRefused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void LongerThanTheStandardAllows_IsRefused()
    {
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat("label", 50)) + ".example", out _));
    }

    [Fact]
    public void Spelling_DoesNotMakeTwoMailboxes()
    {
        var address = EmailAddress.Parse("New.User@Blocked.Example");
        Assert.Equal("new.user@blocked.example", address.Normalized);
        Assert.Equal("blocked.example", address.Domain);
    }

    [Fact]
    public void Text_NeverShowsTheAddress() => Assert.DoesNotContain("user", EmailAddress.Parse("user@example.com").ToString());
}
