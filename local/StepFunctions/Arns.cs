namespace Local.StepFunctions;

/// <summary>The ARNs of Step Functions, <c>arn:aws:states:REGION:ACCOUNT:…</c>.</summary>
internal static class Arns
{
    public static string StateMachine(string region, string account, string name) => $"arn:aws:states:{region}:{account}:stateMachine:{name}";

    public static string Execution(string stateMachineArn, string name) =>
        $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    /// <summary>A version or an alias of a state machine.</summary>
    public static string Qualified(string stateMachineArn, string qualifier) => $"{stateMachineArn}:{qualifier}";

    public static string RegionOf(string arn) => Part(arn, 3);

    /// <summary>Splits <c>…:stateMachine:name:qualifier</c> into the machine's ARN and the qualifier, which may be absent.</summary>
    public static (string StateMachineArn, string? Qualifier) Split(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length == 8 ? (string.Join(':', parts[..7]), parts[7]) : (arn, null);
    }

    private static string Part(string arn, int index) => arn.Split(':') is var parts && parts.Length > index ? parts[index] : "";
}
