using CsCheck;
using Local.Cli;
using Local.Faults;

namespace Local.Tests.Faults;

public sealed class FaultEngineTests
{
    private const string One = "pur_00000000000000000000000001";
    private const string Other = "pur_00000000000000000000000002";

    private readonly FaultEngine engine = NewEngine();

    [Fact]
    public void Rule_StrikesTheNthMatchOfEachPurchase_AndAsOftenAsItSays()
    {
        engine.Add(new FaultRule(FaultKind.Throttle) { Call = "dynamodb:PutItem", Nth = 2, Times = 2 });
        Assert.Equal([false, true, true, false], Strikes(One, 4));
        Assert.Equal([false, true], Strikes(Other, 2));
    }

    [Fact]
    public void Rule_StrikesWhatItNames_AndNothingElse()
    {
        engine.Add(new FaultRule(FaultKind.Fail) { Function = "createuser", Call = "dynamodb:PutItem", PurchaseId = One, Times = 10 });
        Assert.NotNull(Strike(Place(One)));
        Assert.Null(Strike(Place(Other)));
        Assert.Null(Strike(Place(null)));
        Assert.Null(Strike(Place(One) with { Function = "RecordOrder" }));
        Assert.Null(Strike(Place(One) with { Name = "dynamodb:GetItem" }));
        Assert.Null(engine.Strike(Place(One), FaultKinds.OfDeliveries));
    }

    [Fact]
    public void TwoRules_StrikeOneAfterTheOther_WhenBothAreDue()
    {
        engine.Add(new FaultRule(FaultKind.CrashBefore));
        engine.Add(new FaultRule(FaultKind.Throttle));
        Assert.Equal([FaultKind.CrashBefore, FaultKind.Throttle], [Strike(Place(One))!.Kind, Strike(Place(One))!.Kind]);
    }

    [Fact]
    public void Strike_IsLogged_WithThePurchaseThatItHit()
    {
        engine.Add(new FaultRule(FaultKind.LoseAnswer));
        Strike(Place(One) with { RequestId = "request" });
        var fault = Assert.Single(engine.Log);
        Assert.Equal(
            (FaultKind.LoseAnswer, "CreateUser", "dynamodb:PutItem", One, "request"),
            (fault.Kind, fault.Function, fault.Place, fault.PurchaseId, fault.RequestId));
    }

    [Fact]
    public void Clear_WithdrawsTheRules_AndKeepsTheLog()
    {
        engine.Load(new FaultPlan(1,
            [new FaultRule(FaultKind.Throttle) { Times = 9 }, new FaultRule(FaultKind.Fail) { PurchaseId = One, Times = 9 }]));
        Strike(Place(One));
        engine.Clear();
        Assert.Null(Strike(Place(One)));
        Assert.Single(engine.Log);
    }

    [Fact]
    public void Probability_IsMetByTheShareOfPurchasesThatAreStruck()
    {
        engine.Load(new FaultPlan(7, [new FaultRule(FaultKind.Throttle) { Probability = 0.25 }]));
        Assert.InRange(Enumerable.Range(0, 2000).Count(number => Strike(Place($"pur_{number:d26}")) is not null), 430, 570);
    }

    [Fact]
    public void SameSeed_GivesTheSameFaults_InWhateverOrderPurchasesAndFunctionsCome()
    {
        var place = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (one, user, put) => (
            Purchase: one ? One : Other,
            Function: user ? "CreateUser" : "RecordOrder",
            Call: put ? "dynamodb:PutItem" : "states:SendTaskSuccess"));
        Gen.Select(Gen.Long, place.Array[1, 60]).Sample((seed, calls) =>
        {
            var asCalled = Struck(seed, calls);
            var bySpot = Struck(seed, [.. calls.OrderBy(call => call.Call).ThenBy(call => call.Purchase).ThenBy(call => call.Function)]);
            return asCalled.SetEquals(bySpot);
        });

        static HashSet<string> Struck(long seed, (string Purchase, string Function, string Call)[] calls)
        {
            var engine = NewEngine();
            engine.Load(new FaultPlan(seed, [new FaultRule(FaultKind.Throttle) { Probability = 0.3, Times = int.MaxValue }]));
            var occurrences = new Dictionary<object, int>();
            var struck = new HashSet<string>();
            foreach (var call in calls)
            {
                var number = occurrences[call] = occurrences.GetValueOrDefault(call) + 1;
                if (engine.Strike(new FaultPlace(call.Function, call.Call, call.Purchase, null), FaultKinds.OfCalls) is not null)
                    struck.Add($"{call} {number}");
            }
            return struck;
        }
    }

    [Fact]
    public void AnotherSeed_GivesOtherFaults()
    {
        var first = Draw(1);
        Assert.Equal(first, Draw(1));
        Assert.NotEqual(first, Draw(2));

        static bool[] Draw(long seed)
        {
            var engine = NewEngine();
            engine.Load(new FaultPlan(seed, [new FaultRule(FaultKind.Throttle) { Probability = 0.5, Times = 100 }]));
            return [.. Enumerable.Range(0, 100).Select(_ => engine.Strike(Place(One), FaultKinds.OfCalls) is not null)];
        }
    }

    private static FaultEngine NewEngine() => new(new Progress(new LocalCloudOptions { Quiet = true }), TimeProvider.System);

    private static FaultPlace Place(string? purchase) => new("CreateUser", "dynamodb:PutItem", purchase, null);

    private FaultRule? Strike(FaultPlace place) => engine.Strike(place, FaultKinds.OfCalls);

    private bool[] Strikes(string purchase, int times) => [.. Enumerable.Range(0, times).Select(_ => Strike(Place(purchase)) is not null)];
}
