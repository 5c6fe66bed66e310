using AuthService.SendLoginLink;
using CsCheck;

namespace Services.Tests.AuthService.SendLoginLink;

public class LetterLimitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void FirstLetter_IsSent() =>
        Assert.Equal([new RecentLetter("r1", Noon, false)], Sent(LetterLimit.Decide([], "r1", Noon)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void SecondLetter_WaitsAMinute(int seconds, bool sent)
    {
        var decision = LetterLimit.Decide([Letter("r1", 0)], "r2", Noon.AddSeconds(seconds));

        if (sent)
            Assert.Equal(2, Sent(decision).Count);
        else
            Assert.Equal(new LetterDecision.Skip(SkipReason.TooSoon), decision);
    }

    [Fact]
    public void SixthLetterWithinTheHour_IsNotSent_AndIsOnceTheFirstIsAnHourOld()
    {
        var five = Enumerable.Range(1, 5).Select(i => Letter($"r{i}", i * 60)).ToList();

        Assert.Equal(new LetterDecision.Skip(SkipReason.TooMany), LetterLimit.Decide(five, "r6", Noon.AddSeconds(3659)));
        var letters = Sent(LetterLimit.Decide(five, "r6", Noon.AddSeconds(3660)));
        Assert.Equal(["r2", "r3", "r4", "r5", "r6"], letters.Select(letter => letter.RequestId)); // the first is forgotten
    }

    [Fact]
    public void RepeatedRequest_ThatWasSent_SendsNothing_AlsoAfterOthers() =>
        Assert.Equal(
            new LetterDecision.Skip(SkipReason.SentBefore),
            LetterLimit.Decide([Letter("r1", 0), Letter("r2", 120)], "r1", Noon.AddMinutes(10)));

    [Fact]
    public void RepeatedRequest_WhoseFirstAttemptMayBeAtWork_Waits() =>
        Assert.Equal(new LetterDecision.Wait(), LetterLimit.Decide([Letter("r1", 0, sent: false)], "r1", Noon.AddSeconds(44)));

    [Fact]
    public void RepeatedRequest_WhoseFirstAttemptFailed_SendsInItsPlace() =>
        Assert.Equal(
            [new RecentLetter("r1", Noon.AddSeconds(60), false)],
            Sent(LetterLimit.Decide([Letter("r1", 0, sent: false)], "r1", Noon.AddSeconds(60))));

    /// <summary>Whatever is asked for and when: never two letters within a minute, never six within an hour.</summary>
    [Fact]
    public void AnyRequests_KeepTheLimits() => Gen.Int[0, 400].Array[1, 60].Sample(pauses =>
    {
        var now = Noon;
        var sent = new List<DateTimeOffset>();
        IReadOnlyList<RecentLetter> recent = [];
        for (var i = 0; i < pauses.Length; i++)
        {
            now = now.AddSeconds(pauses[i]);
            if (LetterLimit.Decide(recent, $"r{i}", now) is not LetterDecision.Send send)
                continue;
            recent = LetterLimit.MarkSent(send.Letters, $"r{i}");
            sent.Add(now);
        }
        return sent.Zip(sent.Skip(1)).All(pair => pair.Second - pair.First >= TimeSpan.FromMinutes(1))
            && sent.Zip(sent.Skip(5)).All(pair => pair.Second - pair.First >= TimeSpan.FromHours(1));
    });

    private static RecentLetter Letter(string requestId, int seconds, bool sent = true) => new(requestId, Noon.AddSeconds(seconds), sent);

    private static IReadOnlyList<RecentLetter> Sent(LetterDecision decision) => Assert.IsType<LetterDecision.Send>(decision).Letters;
}
