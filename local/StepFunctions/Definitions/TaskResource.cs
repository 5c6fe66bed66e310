namespace Local.StepFunctions.Definitions;

/// <summary>What a Task state calls: an optimized integration (<c>arn:aws:states:::sns:publish</c>) or a Lambda function's ARN.</summary>
/// <param name="Service">The service in the ARN, for instance <c>sns</c>; <c>lambda</c> for a function's ARN.</param>
/// <param name="Action">The API action, for instance <c>publish</c>; the function's ARN itself when <paramref name="IsFunction"/>.</param>
/// <param name="Pattern">What follows the action: empty, <c>.waitForTaskToken</c>, <c>.sync</c>.</param>
internal sealed record TaskResource(string Arn, string Service, string Action, string Pattern, bool IsFunction)
{
    public const string CallbackPattern = ".waitForTaskToken";
    private const string IntegrationPrefix = ":states:::";

    public bool WaitsForToken => Pattern == CallbackPattern;

    /// <summary>The action as history events show it, for instance <c>publish.waitForTaskToken</c>.</summary>
    public string EventResource => Action + Pattern;

    public static TaskResource Parse(string arn)
    {
        var start = arn.IndexOf(IntegrationPrefix, StringComparison.Ordinal);
        if (start < 0)
            return new TaskResource(arn, "lambda", arn, "", IsFunction: true);
        var name = arn[(start + IntegrationPrefix.Length)..];
        const string sdk = "aws-sdk:"; // its services are named with a colon inside
        var colon = name.IndexOf(':', name.StartsWith(sdk, StringComparison.Ordinal) ? sdk.Length : 0);
        var service = colon < 0 ? name : name[..colon];
        var action = colon < 0 ? "" : name[(colon + 1)..];
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? new TaskResource(arn, service, action, "", IsFunction: false)
            : new TaskResource(arn, service, action[..dot], action[dot..], IsFunction: false);
    }
}
