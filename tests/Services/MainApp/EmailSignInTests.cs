using System.Net;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class EmailSignInTests : AppUnderTest
{
    [Fact]
    public async Task EveryAddress_GetsTheSameAnswer()
    {
        var customer = await Visitor.PostAsync("/login", ("email", "customer@example.com"));
        var stranger = await Visitor.PostAsync("/login", ("email", "stranger@example.com"));

        Assert.Equal(HttpStatusCode.OK, customer.Status);
        Assert.Equal(customer.Html, stranger.Html);
        Assert.Equal(["customer@example.com", "stranger@example.com"], Auth.LinksSentTo);
        Assert.Equal(["LoginLinkRequested", "LoginLinkRequested"], Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("A <a@example.com>")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    public async Task WhatIsNoAddress_ComesBack_ToBeMended(string email)
    {
        var answer = await Visitor.PostAsync("/login", ("email", email));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("role=\"alert\"", answer.Html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"problem\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(Auth.LinksSentTo);
    }

    [Fact]
    public async Task SilentService_IsSaidSo()
    {
        Auth.Silent = true;
        var answer = await Visitor.PostAsync("/login", ("email", "customer@example.com"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task WithoutTheService_ThePageSaysSo_AndTakesNothing()
    {
        Auth.SendsLoginLinks = false;
        var page = await Visitor.GetAsync("/login");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("not set up here", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Visitor.PostAsync("/login", ("email", "customer@example.com"))).Status);
        Assert.Empty(Auth.LinksSentTo);
    }
}
