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

    /// <summary>A text of which only some are allowed; null when it is absent.</summary>
    public string? OneOf(string name, params string[] allowed) => Text(name) is not { } text || allowed.Contains(text)
        ? Text(name)
        : throw Unfit(name, text, $"Member must satisfy enum value set: [{string.Join(", ", allowed)}]");

    /// <summary>How many items a page has; 0 asks for the usual number.</summary>
    public int PageSize
    {
        get
        {
            if (Value("maxResults") is not { } value)
                return DefaultPage;
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var size) || size is < 0 or > LargestPage)
                throw Unfit("maxResults", value.ToString(), $"Member must be from 0 to {LargestPage}");
            return size == 0 ? DefaultPage : size;
        }
    }

    /// <summary>Where the page begins, as the page before told.</summary>
    public long PageStart => Text("nextToken") is not { } token ? 0
        : long.TryParse(token, out var start) && start >= 0 ? start
        : throw new StepFunctionsException("InvalidToken", $"Invalid Token: '{token}'");

    public JsonElement? Value(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static StepFunctionsException Unfit(string name, string value, string constraint) =>
        StepFunctionsException.Validation($"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: {constraint}");
}
