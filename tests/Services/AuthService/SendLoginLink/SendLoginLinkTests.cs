using AuthService.SendLoginLink;
using AuthService.Tokens;
using Contracts;
using Mail;
using Microsoft.Extensions.Time.Testing;
using Platform.Email;
using Platform.Logging;
using Services.Tests.Support;
using SendLoginLinkCommand = Contracts.SendLoginLink;

namespace Services.Tests.AuthService.SendLoginLink;

public class SendLoginLinkTests
{
    private const string Email = "new.user@example.com";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTokens tokens = new();
    private readonly InMemoryLetters letters = new();
    private readonly Outbox outbox = new();
    private readonly MemoryStream log = new();

    [Fact]
    public async Task Customer_GetsALink_WhoseTokenLogsIn_ForTenMinutes()
    {
        await AskAsync();

        var letter = Assert.Single(outbox.Sent);
        Assert.Equal(("shop@example.com", Email), (letter.From, letter.To));
        var token = Assert.Single(tokens.Items.Values);
        Assert.Equal((new Identity("usr_1", Email), false, null), (token.Identity, token.ForNewUser, token.CodeChallenge));
        Assert.Equal(time.GetUtcNow().AddMinutes(10), token.ExpiresAt);
        foreach (var form in new[] { letter.Text, letter.Html })
        {
            Assert.Contains($"https://app.example.com/login/sso?token={token.Jwt}", form);
            Assert.Contains("10 minutes", form);
        }
    }

    [Theory]
    [InlineData("another.user@example.com")]
    [InlineData("no address")]
    [InlineData("")]
    [InlineData("new.user@example.com\r\nBcc: victim@example.com")]
    public async Task AddressThatIsNobodys_GetsNothing_AndLeavesNothing(string email)
    {
        await AskAsync(email);

        Assert.Empty(outbox.Sent);
        Assert.Empty(tokens.Items);
        Assert.Empty(letters.Items);
    }

    /// <summary>The Kelvin sign folds to a k: typed by somebody else, it must lead the link to the customer's mailbox or nowhere.</summary>
    [Theory]
    [InlineData("New.User@EXAMPLE.com", Email)]
    [InlineData("mi\u212Ae@example.com", "mike@example.com")]
    public async Task Letter_GoesToTheAddressThatTheDirectoryKnows_NotToTheOneThatWasTyped(string typed, string known)
    {
        await AskAsync(typed);

        Assert.Equal(known, Assert.Single(outbox.Sent).To);
        Assert.Equal(known, Assert.Single(tokens.Items.Values).Identity!.Email);
    }

    [Fact]
    public async Task SecondRequestWithinAMinute_SendsNothing_InAnySpelling()
    {
        await AskAsync(Email, "r1");
        time.Advance(TimeSpan.FromSeconds(59));
        await AskAsync(Email.ToUpperInvariant(), "r2");
        Assert.Single(outbox.Sent);

        time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(Email, "r3");
        Assert.Equal(2, outbox.Sent.Count);
    }

    [Fact]
    public async Task RequestsEveryTwoMinutes_SendFiveLettersAnHour()
    {
        for (var i = 0; i < 30; i++)
        {
            await AskAsync(Email, $"r{i}");
            time.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Equal(5, outbox.Sent.Count);

        await AskAsync(Email, "r30");
        Assert.Equal(6, outbox.Sent.Count);
    }

    [Fact]
    public async Task RequestsForDifferentAddresses_DoNotMeet()
    {
        await AskAsync(Email, "r1");
        await AskAsync("mike@example.com", "r2");

        Assert.Equal(2, outbox.Sent.Count);
    }

    [Fact]
    public async Task TwentyRequestsAtOnce_SendOneLetter()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AskAsync(Email, $"r{i}"))));

        Assert.Single(outbox.Sent);
    }

    [Fact]
    public async Task RepeatedEvent_SendsNoSecondLetter()
    {
        await AskAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();

        Assert.Single(outbox.Sent);
    }

    [Fact]
    public async Task MailServiceThatFails_FailsTheEvent_AndTheRepetitionSends()
    {
        outbox.Error = new HttpRequestException("down");
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync());
        outbox.Error = null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync()); // the first attempt might still be at work
        Assert.Empty(outbox.Sent);

        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();
        Assert.Single(outbox.Sent);
    }

    /// <summary>The one window, as documented: the mail service took the letter, and the table did not hear of it.</summary>
    [Fact]
    public async Task ProcessThatEndsBeforeTheTableHearsOfTheLetter_SendsItAgain()
    {
        letters.BeforeReplacement = replacements => replacements == 2 ? throw new HttpRequestException("down") : 0;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync());

        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();
        Assert.Equal(2, outbox.Sent.Count);
        Assert.All(outbox.Sent, letter => Assert.Equal(Email, letter.To));
    }

    [Fact]
    public async Task UserDirectoryThatFails_FailsTheEvent()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("outage@example.com"));
        Assert.Empty(letters.Items);
    }

    [Fact]
    public async Task Log_HoldsNoAddressAndNoToken()
    {
        outbox.Error = new HttpRequestException("down");
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync());
        outbox.Error = null;
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();
        await AskAsync(Email, "r2");
        await AskAsync("another.user@example.com");
        await AskAsync("no address");

        var lines = System.Text.Encoding.UTF8.GetString(log.ToArray());
        Assert.Equal(4, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("@", lines);
        Assert.DoesNotContain("eyJ", lines);
        Assert.DoesNotContain("no address", lines);
    }

    private Task AskAsync(string email = Email, string requestId = "r1")
    {
        var mint = new TokenMint(new LocalKey(), "issuer", "https://app.example.com", TimeSpan.FromMinutes(10), time);
        var letter = new LoginLetter("shop@example.com", "https://app.example.com", TimeSpan.FromMinutes(10));
        var logger = new JsonLoggerProvider(log, time).CreateLogger("Handler");
        return new Handler(new TwoUsers(), letters, mint, tokens, outbox, letter, time, logger)
            .HandleAsync(new SendLoginLinkCommand(email), requestId, default);
    }

    /// <summary>Stands for UserDirectory.</summary>
    private sealed class TwoUsers : IUserDirectory
    {
        public Task<string?> FindAsync(EmailAddress email, CancellationToken cancellation) => email.Normalized switch
        {
            Email => Task.FromResult<string?>("usr_1"),
            "mike@example.com" => Task.FromResult<string?>("usr_2"),
            "outage@example.com" => throw new HttpRequestException("down"),
            _ => Task.FromResult<string?>(null),
        };
    }

    /// <summary>Stands for the recent-letters table: the same condition, in memory.</summary>
    private sealed class InMemoryLetters : IRecentLetters
    {
        private readonly Lock door = new();
        private int replacements;

        public Dictionary<string, RecentLetters> Items { get; } = [];

        public Func<int, int> BeforeReplacement { get; set; } = count => count;

        public Task<RecentLetters> FindAsync(EmailAddress email, CancellationToken cancellation)
        {
            lock (door)
                return Task.FromResult(Items.GetValueOrDefault(email.Normalized, new RecentLetters([], 0)));
        }

        public Task<bool> ReplaceAsync(
            EmailAddress email, RecentLetters seen, IReadOnlyList<RecentLetter> changed, CancellationToken cancellation)
        {
            lock (door)
            {
                BeforeReplacement(++replacements);
                var same = Items.GetValueOrDefault(email.Normalized)?.Version is var version && (version ?? 0) == seen.Version;
                if (same)
                    Items[email.Normalized] = new RecentLetters(changed, seen.Version + 1);
                return Task.FromResult(same);
            }
        }
    }

    /// <summary>Stands for SES.</summary>
    private sealed class Outbox : IMailer
    {
        private readonly Lock door = new();

        public List<Letter> Sent { get; } = [];

        public Exception? Error { get; set; }

        public Task<string> SendAsync(Letter letter, CancellationToken cancellation)
        {
            if (Error is not null)
                throw Error;
            lock (door)
                Sent.Add(letter);
            return Task.FromResult($"message-{Sent.Count}");
        }
    }
}
