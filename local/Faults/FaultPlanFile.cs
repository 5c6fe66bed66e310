using System.Text.Json;

namespace Local.Faults;

/// <summary>Reads fault plans. <c>docs/faults.md</c> describes the format.</summary>
public static class FaultPlanFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Dictionary<string, FaultKind> Kinds = Enum.GetValues<FaultKind>().ToDictionary(kind => kind.Name());

    /// <exception cref="FormatException">It can't be read or holds a rule that could never strike; the message says where.</exception>
    public static FaultPlan Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"The fault plan {file}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static FaultPlan Parse(string json)
    {
        try
        {
            var fields = new PlanFields(JsonElement.Parse(json, Lenient), "the plan");
            var plan = new FaultPlan(fields.Whole("seed", least: long.MinValue) ?? 0, [.. fields.Items("rules").Select(Rule)]);
            fields.RequireAllRead();
            return plan;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is no JSON: {exception.Message}", exception);
        }
    }

    private static FaultRule Rule(JsonElement json, int index)
    {
        var fields = new PlanFields(json, $"rule {index + 1}");
        var name = fields.Text("kind") ?? throw fields.Problem("kind is missing");
        if (!Kinds.TryGetValue(name, out var kind))
            throw fields.Problem($"unknown kind {name}; there are {string.Join(", ", Kinds.Keys)}");
        var rule = new FaultRule(kind)
        {
            Function = fields.Text("function"),
            Call = fields.Text("call"),
            Queue = fields.Text("queue"),
            Operation = fields.Text("operation"),
            PurchaseId = fields.Text("purchaseId"),
            Nth = (int)(fields.Whole("nth", least: 1) ?? 1),
            Times = (int)(fields.Whole("times", least: 1) ?? 1),
            Probability = fields.Number("probability", most: 1),
            Delay = fields.Number("delay", most: 43_200) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        fields.RequireAllRead();
        if (rule.Refuse() is { } reason)
            throw fields.Problem(reason);
        return rule;
    }
}

/// <summary>The members of a JSON object, each of which has to be known.</summary>
internal sealed class PlanFields
{
    private readonly string where;
    private readonly Dictionary<string, JsonElement> left;

    public PlanFields(JsonElement json, string where)
    {
        this.where = where;
        if (json.ValueKind != JsonValueKind.Object)
            throw Problem("it must be an object");
        left = new(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!left.TryAdd(member.Name, member.Value))
                throw Problem($"{member.Name} is there twice");
        }
    }

    public FormatException Problem(string what) => new($"{where}: {what}.");

    public string? Text(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Problem($"{name} must be a text"),
    };

    public long? Whole(string name, long least) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value
            when value.TryGetInt64(out var number) && number >= least && (least < 0 || number <= int.MaxValue) => number,
        _ => throw Problem(least < 0 ? $"{name} must be a whole number" : $"{name} must be a whole number from {least} on"),
    };

    public double? Number(string name, double most) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.GetDouble() is >= 0 and var number && number <= most => number,
        _ => throw Problem($"{name} must be a number from 0 to {most}"),
    };

    public IEnumerable<JsonElement> Items(string name) => Take(name) switch
    {
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray(),
        _ => throw Problem($"{name} must be a list"),
    };

    public void RequireAllRead()
    {
        if (left.Count > 0)
            throw Problem($"{string.Join(", ", left.Keys)} is not known here");
    }

    private JsonElement? Take(string name) => left.Remove(name, out var value) ? value : null;
}
