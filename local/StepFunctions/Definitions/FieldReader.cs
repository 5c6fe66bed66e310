using System.Globalization;
using System.Text.Json;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads the fields of one object of a definition. What is wrong is added to the problems, and reading goes on.</summary>
internal sealed class FieldReader(JsonElement json, string location, List<DefinitionProblem> problems)
{
    // Parts of the language that only JSONata, distributed maps or variables use. They are refused by name: ignoring them would give false green.
    private static readonly string[] OfJsonata = ["Arguments", "Output", "Items", "Condition"];

    private static readonly string[] OfDistributedMaps =
    [
        "ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailureCount", "ToleratedFailureCountPath",
        "ToleratedFailurePercentage", "ToleratedFailurePercentagePath",
    ];

    private readonly HashSet<string> read = ["Comment"];

    public string Location => location;

    public void Problem(string message, string? field = null, string code = DefinitionProblem.SchemaCode) =>
        problems.Add(new DefinitionProblem(code, message, field is null ? location : Below(field)));

    /// <summary>The value of a field, which counts as read; null when it is absent.</summary>
    public JsonElement? Value(string field)
    {
        read.Add(field);
        return json.TryGetProperty(field, out var value) ? value : null;
    }

    public bool Has(string field) => json.TryGetProperty(field, out _);

    public void Require(params string[] fields)
    {
        if (fields.Where(field => !Has(field)).ToList() is { Count: > 0 } missing)
            Problem($"These fields are required: [{string.Join(", ", missing)}]");
    }

    /// <summary>At most one of two fields may be there.</summary>
    public void Exclude(string field, string other)
    {
        if (Has(field) && Has(other))
            Problem($"The fields '{field}' and '{other}' exclude each other");
    }

    public string? Text(string field)
    {
        if (Value(field) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Problem("Expected a string", field);
        return null;
    }

    public long? Integer(string field, long minimum, long maximum)
    {
        if (Value(field) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= minimum && number <= maximum)
            return number;
        Problem(string.Create(CultureInfo.InvariantCulture, $"Expected an integer from {minimum} to {maximum}"), field);
        return null;
    }

    /// <summary>A number under <paramref name="field"/>, or a path to one under <paramref name="field"/> + <c>Path</c>.</summary>
    public NumberSource? NumberOrPath(string field, long minimum, long maximum)
    {
        Exclude(field, field + "Path");
        var literal = Integer(field, minimum, maximum);
        var path = Path(field + "Path");
        return literal is null && path is null ? null : new NumberSource(literal, path);
    }

    public PathExpression? Path(string field) => Text(field) is { } text ? Try(field, () =>
        ValueExpression.Parse(text) as PathExpression ?? throw new ExpressionSyntaxException($"'{text}' is not a path")) : null;

    public ValueExpression? Expression(string field) => Text(field) is { } text ? Try(field, () => ValueExpression.Parse(text)) : null;

    public PayloadTemplate? Template(string field) => Value(field) is { } value ? Try(field, () => PayloadTemplate.Parse(value)) : null;

    public DataPath DataPath(string field) =>
        Value(field) is { ValueKind: JsonValueKind.Null } ? new DataPath(Path: null)
        : Path(field) is { } path ? new DataPath(path)
        : Definitions.DataPath.Whole;

    public ResultPath ResultPath()
    {
        if (Value("ResultPath") is { ValueKind: JsonValueKind.Null })
            return new ResultPath(Path: null);
        return Text("ResultPath") is { } text && Try("ResultPath", () => ReferencePath.Parse(text)) is { } path
            ? new ResultPath(path)
            : Definitions.ResultPath.Whole;
    }

    public FieldReader? Object(string field)
    {
        if (Value(field) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new FieldReader(value, Below(field), problems);
        Problem("Expected an object", field);
        return null;
    }

    public IEnumerable<FieldReader> Objects(string field)
    {
        if (Value(field) is not { } value)
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem("Expected an array", field);
            yield break;
        }
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{field}[{index++}]");
            if (item.ValueKind == JsonValueKind.Object)
                yield return new FieldReader(item, Below(place), problems);
            else
                Problem("Expected an object", place);
        }
    }

    public IEnumerable<string> Names => json.EnumerateObject().Select(property => property.Name);

    /// <summary>Reports every field that was not read: a misspelt field must not be ignored.</summary>
    public void RefuseOtherFields()
    {
        foreach (var field in Names.Where(name => !read.Contains(name)))
            Problem(ReasonToRefuse(field), field);
    }

    private static string ReasonToRefuse(string field)
    {
        if (field == "Assign")
            return "variables (Assign) are not supported by the local cloud";
        if (OfJsonata.Contains(field))
            return $"{field} belongs to JSONata, which is not supported by the local cloud";
        return OfDistributedMaps.Contains(field)
            ? $"{field} belongs to distributed Map states, which are not supported by the local cloud"
            : $"The field '{field}' is not supported here";
    }

    private T? Try<T>(string field, Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (ExpressionSyntaxException problem)
        {
            Problem($"The value for the field '{field}' is not valid: {problem.Message}", field);
            return null;
        }
    }

    private string Below(string field) => location == "/" ? "/" + field : $"{location}/{field}";
}
