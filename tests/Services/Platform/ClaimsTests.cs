using Platform.Idempotency;

namespace Services.Tests.Platform;

public class ClaimsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("same", true, -1, ClaimDecision.Replay)]
    [InlineData("same", true, 10, ClaimDecision.Replay)]
    [InlineData("same", false, 10, ClaimDecision.InFlight)]
    [InlineData("same", false, 0, ClaimDecision.TakeOver)]
    [InlineData("same", false, -1, ClaimDecision.TakeOver)]
    [InlineData("other", true, -1, ClaimDecision.Mismatch)]
    [InlineData("other", false, 10, ClaimDecision.Mismatch)]
    public void RepeatedRequest_IsDecidedByContentThenResultThenLease(string fingerprint, bool finished, int leaseSeconds, ClaimDecision expected) =>
        Assert.Equal(expected, Claims.Decide(new Claim("same", finished, Now.AddSeconds(leaseSeconds)), fingerprint, Now));
}
