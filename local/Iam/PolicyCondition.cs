using System.Globalization;
using System.Text.Json.Nodes;

namespace Local.Iam;

/// <summary>One condition: an operator, a condition key and the values that it may have (IAM User Guide, condition operators).</summary>
internal sealed class PolicyCondition
{
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";
    private const string IfExists = "IfExists";

    /// <summary>The condition keys that requests here carry. Any other would never be there, and say nothing.</summary>
    private static readonly HashSet<string> KnownKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn", "kms:ViaService", "s3:TlsVersion", "ses:FromAddress",
        "states:StateMachineQualifier",
    };

    private readonly string key;
    private readonly string[] expected;
    private readonly bool forAll;
    private readonly bool forAny;
    private readonly bool ifExists;
    private readonly bool? isNull;
    private readonly bool negated;
    private readonly Func<string, string, bool> test;

    private PolicyCondition(string name, string key, string[] expected)
    {
        (this.key, this.expected) = (key, expected);
        var test = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        forAll = name.StartsWith(ForAll, StringComparison.Ordinal);
        forAny = name.StartsWith(ForAny, StringComparison.Ordinal);
        ifExists = test.EndsWith(IfExists, StringComparison.Ordinal);
        test = ifExists ? test[..^IfExists.Length] : test;
        negated = test.Contains("Not", StringComparison.Ordinal);
        isNull = test == "Null" ? bool.Parse(expected[0]) : null;
        this.test = Test(negated ? test.Replace("Not", "", StringComparison.Ordinal) : test)
            ?? throw new PolicyException($"has the condition operator {name}, which isn't known here");
        if (name.Contains(':', StringComparison.Ordinal) && !forAll && !forAny)
            throw new PolicyException($"has the condition operator {name}, which isn't known here");
        if (!KnownKeys.Contains(key))
            throw new PolicyException($"has a condition on {key}, which no request has here");
    }

    /// <exception cref="PolicyException">An operator or a key isn't known.</exception>
    public static IEnumerable<PolicyCondition> Parse(JsonObject element) =>
        from operation in element
        from asked in operation.Value!.AsObject()
        select new PolicyCondition(operation.Key, asked.Key, PolicyStatement.Texts(asked.Value));

    /// <remarks>
    /// Of a key that the request hasn't got, only IfExists, ForAllValues and negated operators without ForAnyValue are true. A negated
    /// operator excludes all of its values, any other asks for one of them.
    /// </remarks>
    public bool Holds(AccessRequest request)
    {
        var values = request.Values(key);
        if (isNull is { } absent)
            return values.Any() != absent;
        if (!values.Any())
            return ifExists || forAll || (negated && !forAny);
        return forAll ? values.All(Fits) : values.Any(Fits);
    }

    private bool Fits(string value) => expected.Any(pattern => test(value, pattern)) != negated;

    private static Func<string, string, bool>? Test(string name) => name switch
    {
        "StringEquals" => static (value, pattern) => value == pattern,
        "StringEqualsIgnoreCase" or "Bool" => static (value, pattern) => value.Equals(pattern, StringComparison.OrdinalIgnoreCase),
        "StringLike" => static (value, pattern) => PolicyStatement.Matches(pattern, value, ignoreCase: false),
        // ArnEquals and ArnLike are the same, and take wildcards.
        "ArnEquals" or "ArnLike" => static (value, pattern) => PolicyStatement.MatchesArn(pattern, value),
        "NumericEquals" => static (value, pattern) => Number(value) == Number(pattern),
        "NumericLessThan" => static (value, pattern) => Number(value) < Number(pattern),
        "NumericLessThanEquals" => static (value, pattern) => Number(value) <= Number(pattern),
        "NumericGreaterThan" => static (value, pattern) => Number(value) > Number(pattern),
        "NumericGreaterThanEquals" => static (value, pattern) => Number(value) >= Number(pattern),
        "Null" => static (_, _) => false,
        _ => null,
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
