namespace Template.Tests;

/// <summary>Functions that nobody waits for.</summary>
[Collection(nameof(Synthesis))]
public sealed class NotifiedFunctionTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Theory]
    [InlineData("AuthService/SendLoginLink")]
    [InlineData("UserDirectory/NoteLogin")]
    public void FailedEvent_IsTriedThreeTimesWithinFiveMinutes_AndNotKept(string function)
    {
        var settings = template.At($"{function}/Repetitions");

        Assert.Equal($"{function}/Function", template.Target(settings.Properties["FunctionName"]).Path);
        Assert.Equal("$LATEST", settings.Text("Qualifier"));
        Assert.Equal((2, 300), (settings.Number("MaximumRetryAttempts"), settings.Number("MaximumEventAgeInSeconds")));
        // A queue would hold customers' addresses for links that nobody wants any more.
        Assert.False(settings.Properties.ContainsKey("DestinationConfig"));
        Assert.All(template.OfType("AWS::Lambda::Function"), function => Assert.False(function.Properties.ContainsKey("DeadLetterConfig")));
    }

    [Fact]
    public void LoginLink_LivesTenMinutes_AndIsMadeWithTheKeyThatSigns()
    {
        var variables = template.At("AuthService/SendLoginLink/Function").Properties["Environment"]!["Variables"]!;
        var buyers = template.At("AuthService/IssueToken/Function").Properties["Environment"]!["Variables"]!;

        Assert.Equal("600", variables["TOKEN_LIFETIME_SECONDS"]!.GetValue<string>());
        foreach (var shared in new[] { "SIGNING_KEY_ID", "TOKEN_ISSUER", "TOKEN_AUDIENCE", "SSO_TOKENS_TABLE" })
            Assert.Equal(buyers[shared]!.ToJsonString(), variables[shared]!.ToJsonString());
    }

    /// <summary>The claim of an attempt holds for 45 s: it must outlast the attempt, and end before Lambda repeats it.</summary>
    [Fact]
    public void LoginLink_IsSentWithinTheTimeOfItsClaim() =>
        Assert.InRange(template.At("AuthService/SendLoginLink/Function").Number("Timeout"), 1, 44);

    [Fact]
    public void Application_KnowsBothOfItsFunctions()
    {
        var variables = template.At("MainApp/MainApp/Function").Properties["Environment"]!["Variables"]!;

        Assert.Equal("AuthService/SendLoginLink/Function", template.Target(variables["SEND_LOGIN_LINK_FUNCTION"]).Path);
        Assert.Equal(
            synthesis.OwnApp.At("AuthService/SendLoginLink/Function"),
            synthesis.OwnApp.Target(synthesis.OwnApp.Root["Outputs"]!["SendLoginLinkFunctionArn"]!["Value"]));
    }
}
