using System.Text.Json;

namespace Local.StepFunctions.Api;

/// <summary>The parameters of a call.</summary>
/// <param name="TraceHeader">The X-Ray trace that the caller is part of.</param>
internal sealed record ApiRequest(JsonElement Parameters, string? TraceHeader)
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    public string Required(string name) => Text(name) ?? throw StepFunctionsException.Validation(
        $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");

    /// <summary>A required ARN of Step Functions.</summary>
    public string RequiredArn(string name) => Required(name) is var arn
        && arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Contains(":states:", StringComparison.Ordinal)
        ? arn
        : throw new StepFunctionsException("InvalidArn", $"Invalid Arn: '{arn}'");

    public string? Text(string name) => Value(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Flag(string name, bool otherwise = false) =>
        Value(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : otherwise;

    public int PageSize =>
        Value("maxResults") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var size) && size is > 0 and <= LargestPage
            ? size
            : DefaultPage;

    /// <summary>Where the page begins, as the page before told.</summary>
    public long PageStart => Text("nextToken") is not { } token ? 0
        : long.TryParse(token, out var start) && start >= 0 ? start
        : throw new StepFunctionsException("InvalidToken", $"Invalid Token: '{token}'");

    public JsonElement? Value(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
