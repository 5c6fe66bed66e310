using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Local.Iam;

/// <summary>One statement of a policy (IAM User Guide, JSON policy element reference).</summary>
public sealed class PolicyStatement
{
    private static readonly string[] Elements =
        ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition"];

    /// <summary>arn:partition:service:region:account:resource</summary>
    private const int ArnParts = 6;

    private readonly string[] actions;
    private readonly bool exceptActions;
    private readonly string[] resources;
    private readonly bool exceptResources;
    private readonly PolicyPrincipals? principals;
    private readonly PolicyCondition[] conditions;

    private PolicyStatement(JsonObject definition, bool ofResource)
    {
        if (definition.FirstOrDefault(element => !Elements.Contains(element.Key)).Key is { } unknown)
            throw new PolicyException($"has the element {unknown}, which isn't known here");
        IsDeny = (string?)definition["Effect"] switch
        {
            "Allow" => false,
            "Deny" => true,
            var effect => throw new PolicyException($"has the Effect {effect ?? "(none)"}"),
        };
        (actions, exceptActions) = Either(definition, "Action", "NotAction");
        (resources, exceptResources) = Either(definition, "Resource", "NotResource");
        if (ofResource != definition.ContainsKey("Principal"))
            throw new PolicyException(ofResource ? "has no Principal" : "has a Principal, which only policies of resources have");
        principals = ofResource ? PolicyPrincipals.Parse(definition["Principal"]!) : null;
        conditions = definition["Condition"] is JsonObject tests ? [.. PolicyCondition.Parse(tests)] : [];
        Definition = definition;
    }

    /// <summary>The statement as the template has it, intrinsic functions resolved.</summary>
    public JsonObject Definition { get; }

    public bool IsDeny { get; }

    /// <summary>Reads the statements of a policy document.</summary>
    /// <param name="ofResource">The policy is a queue's, a topic's, a bucket's or a key's: its statements name principals.</param>
    /// <exception cref="PolicyException">A part of it isn't known here.</exception>
    public static IReadOnlyList<PolicyStatement> Parse(JsonNode? document, bool ofResource)
    {
        var statements = document?["Statement"] switch
        {
            JsonArray { Count: > 0 } several => several.Select(statement => statement!),
            JsonObject one => [one],
            _ => throw new PolicyException("has no statements"),
        };
        return [.. statements.Select(statement => new PolicyStatement(statement.DeepClone().AsObject(), ofResource))];
    }

    /// <summary>Whether action and resource are the statement's. Its conditions may differ from request to request.</summary>
    public bool Concerns(AccessRequest request) =>
        actions.Any(pattern => Matches(pattern, request.Action, ignoreCase: true)) != exceptActions
        && resources.Any(pattern => MatchesArn(pattern, request.Resource)) != exceptResources;

    /// <summary>Whether the statement, which belongs to a resource, names the principal.</summary>
    /// <param name="delegates">It names the principal's whole account, whose own policies then decide.</param>
    public bool Names(string principal, out bool delegates)
    {
        delegates = false;
        return principals is not null && principals.Include(principal, out delegates);
    }

    public bool Holds(AccessRequest request)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(request))
                return false;
        }
        return true;
    }

    /// <summary><c>*</c> stands for any text, <c>?</c> for one character.</summary>
    internal static bool Matches(string pattern, string text, bool ignoreCase) =>
        text.Length == 0 ? pattern.Trim('*').Length == 0 : FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase); // which never matches an empty text

    /// <summary>
    /// As <see cref="Matches"/>, within each of an ARN's six parts: no wildcard reaches over a colon but in the last one (IAM User Guide,
    /// wildcards in ARNs). A lone <c>*</c> is any resource.
    /// </summary>
    internal static bool MatchesArn(string pattern, string arn)
    {
        if (pattern == "*")
            return true;
        var (expected, actual) = (pattern.Split(':', ArnParts), arn.Split(':', ArnParts));
        return expected.Length == actual.Length
            && expected.Zip(actual).All(parts => Matches(parts.First, parts.Second, ignoreCase: false));
    }

    /// <summary>An element that is a text or a list of texts.</summary>
    internal static string[] Texts(JsonNode? value)
    {
        string[] texts = value is JsonArray list ? [.. list.Select(item => item!.ToString())] : value is null ? [] : [value.ToString()];
        return texts.FirstOrDefault(text => text.Contains("${", StringComparison.Ordinal)) is { } variable
            ? throw new PolicyException($"has the policy variable {variable}, and none are known here")
            : texts;
    }

    private static (string[] Patterns, bool Except) Either(JsonObject definition, string element, string negated)
    {
        var except = definition.ContainsKey(negated);
        var patterns = Texts(definition[except ? negated : element]);
        return patterns.Length > 0 && except != definition.ContainsKey(element)
            ? (patterns, except)
            : throw new PolicyException($"has a statement that needs either {element} or {negated}");
    }
}
