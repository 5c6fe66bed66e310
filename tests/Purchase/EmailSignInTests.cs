using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>The way back in for who has an account and no link: by a letter.</summary>
[Collection(nameof(OpenShop))]
public class EmailSignInTests(Shop shop)
{
    [SkippableFact]
    public async Task Buyer_SignsInByEmail_WithATokenThatIsRedeemedOnce()
    {
        var (email, userId) = await CustomerAsync();
        await AskAsync(email);

        var token = await TokenInLetterAsync(email);
        var redeemed = await shop.RedeemAsync(token, null);
        Assert.Equal("Redeemed", OutcomeOf(redeemed));
        var identity = redeemed.GetProperty("identity");
        Assert.Equal((email, userId), (identity.GetProperty("email").GetString(), identity.GetProperty("userId").GetString()));
        Assert.False(identity.TryGetProperty("purchase", out _)); // nothing was bought to get in
        Assert.Equal("Used", OutcomeOf(await shop.RedeemAsync(token, null)));
    }

    [SkippableFact]
    public async Task Buyer_GoesFromTheSignInPage_ByTheLetter_ToTheWelcomePage()
    {
        var (email, _) = await CustomerAsync();
        using var visitor = new Visitor(shop.Cloud.PublicUrl);
        Assert.Equal("Sign in", (await visitor.GetAsync("/app/login")).Heading);
        var asked = await visitor.PostAsync("/app/login", ("email", email.ToUpperInvariant()));
        Assert.Equal((HttpStatusCode.OK, "Look into your mailbox"), (asked.Status, asked.Heading));

        var landing = await visitor.GetAsync(LinkIn(await LoginLetterAsync(email)));
        var welcome = await visitor.FollowAsync(await visitor.PostAsync("/app/login/sso", landing.HiddenFields));
        Assert.Equal((HttpStatusCode.OK, "Welcome"), (welcome.Status, welcome.Heading));
        Assert.Contains(email, welcome.Html, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WelcomeLetter_SaysWhereToSignIn()
    {
        var (email, _) = await CustomerAsync();

        var letter = Assert.Single(await shop.WaitForEmailsAsync(email, 1));
        Assert.Contains("/app/login", letter.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("/app/login\"", letter.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SecondRequest_AndAnAddressThatIsNobodys_SendNothing()
    {
        var (email, _) = await CustomerAsync();
        var nobody = Shop.NewEmail();
        await AskAsync(email);
        await LoginLetterAsync(email);
        var before = (await shop.EmailsToAsync(email)).Count;

        // Invoked and waited for, so that nothing is still on its way when the outbox is read. The answer tells nothing.
        Assert.Equal(await AnswerAsync(email), await AnswerAsync(nobody));
        Assert.Equal(before, (await shop.EmailsToAsync(email)).Count);
        Assert.Empty(await shop.EmailsToAsync(nobody));
    }

    [SkippableFact]
    public async Task Log_HoldsNeitherAddressNorToken()
    {
        var (email, _) = await CustomerAsync();
        await AskAsync(email);
        var token = await TokenInLetterAsync(email);
        await AnswerAsync(email);

        var log = shop.Cloud.Services.GetRequiredService<FunctionLog>();
        var lines = new[] { "SendLoginLink", "FindUser" }.SelectMany(function => log.Read(shop.NameOf(function))).ToList();
        Assert.Contains(lines, line => line.Text.Contains("The login link with token", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Text.Contains(email, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(lines, line => line.Text.Contains(token, StringComparison.Ordinal));
    }

    private async Task<(string Email, string UserId)> CustomerAsync()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "COMPLETED");
        return (email, (await shop.ItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}"))!["userId"].S);
    }

    /// <summary>Notifies the function, as the application does.</summary>
    private Task AskAsync(string email) => InvokeAsync(email, InvocationType.Event);

    private async Task<string> AnswerAsync(string email)
    {
        var response = await InvokeAsync(email, InvocationType.RequestResponse);
        Assert.Null(response.FunctionError);
        return Encoding.UTF8.GetString(response.Payload.ToArray());
    }

    private Task<InvokeResponse> InvokeAsync(string email, InvocationType type) => shop.Lambda.InvokeAsync(new InvokeRequest
    {
        FunctionName = shop.NameOf("SendLoginLink"),
        InvocationType = type,
        PayloadStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { email })),
    });

    /// <summary>Waits for the letter with the link; the receipt of the purchase may come before or after it.</summary>
    private Task<string> LoginLetterAsync(string email) => Wait.ForAsync("the letter with the login link", async () =>
        (await shop.EmailsToAsync(email)).Select(letter => letter.GetProperty("text").GetString()!)
            .FirstOrDefault(text => text.Contains("/login/sso?token=", StringComparison.Ordinal)));

    private async Task<string> TokenInLetterAsync(string email) => LinkIn(await LoginLetterAsync(email)).Split("token=")[1];

    private static string LinkIn(string letter) =>
        letter.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)).Trim();

    private static string? OutcomeOf(JsonElement answer) => answer.GetProperty("outcome").GetString();
}
