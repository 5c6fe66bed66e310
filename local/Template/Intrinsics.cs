using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Template;

/// <summary>Evaluates intrinsic functions (AWS CloudFormation User Guide, "Intrinsic function reference").</summary>
/// <param name="scope">What names mean.</param>
internal sealed class Intrinsics(StackScope scope)
{
    /// <summary>The value without intrinsic functions; null where it is <c>AWS::NoValue</c>, and such members are left out.</summary>
    /// <param name="at">What is being resolved, for error messages.</param>
    public JsonNode? Resolve(JsonNode? value, string at)
    {
        switch (value)
        {
            case JsonObject { Count: 1 } call when call.Single() is { Value: { } argument } function && IsIntrinsic(function.Key):
                return Call(function.Key, argument, at);
            case JsonObject map:
                return new JsonObject(from member in map
                                      let resolved = Resolve(member.Value, at)
                                      where resolved is not null
                                      select KeyValuePair.Create(member.Key, (JsonNode?)resolved));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Resolve(item, at)).Where(item => item is not null)]);
            case JsonValue text when text.TryGetValue<string>(out var literal):
                return scope.Environment.Localize(literal);
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>The truth of a condition.</summary>
    public bool Test(JsonNode condition, string at)
    {
        var (function, argument) = condition is JsonObject { Count: 1 } call ? call.Single() : throw Unsupported("a condition", at);
        return function switch
        {
            "Condition" => scope.Condition((string)argument!, this),
            "Fn::Equals" => Text(argument![0], at) == Text(argument[1], at),
            "Fn::Not" => !Test(argument![0]!, at),
            "Fn::And" => argument!.AsArray().All(item => Test(item!, at)),
            "Fn::Or" => argument!.AsArray().Any(item => Test(item!, at)),
            _ => throw Unsupported(function, at),
        };
    }

    private JsonNode? Call(string function, JsonNode argument, string at) => function switch
    {
        "Ref" => scope.Ref((string)argument!, at),
        "Fn::GetAtt" => GetAtt(argument, at),
        "Fn::Join" => string.Join((string)argument[0]!, List(argument[1], at).Select(item => Text(item, at))),
        "Fn::Sub" => Substitute(argument, at),
        "Fn::If" => Resolve(scope.Condition((string)argument[0]!, this) ? argument[1] : argument[2], at),
        "Fn::Select" => Select(argument, at),
        "Fn::Split" => new JsonArray([.. Text(argument[1], at).Split((string)argument[0]!).Select(part => (JsonNode)part)]),
        "Fn::ImportValue" => scope.Import(Text(argument, at), at),
        "Fn::FindInMap" => Resolve(
            scope.Mapping(Text(argument[0], at), Text(argument[1], at), Text(argument[2], at), at), at),
        "Fn::Base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(argument, at))),
        _ => throw Unsupported(function, at),
    };

    private JsonNode GetAtt(JsonNode argument, string at)
    {
        var parts = argument is JsonArray pair ? [(string)pair[0]!, Text(pair[1], at)] : ((string)argument!).Split('.', 2);
        return scope.Attribute(parts[0], parts[1], at);
    }

    private JsonNode Substitute(JsonNode argument, string at)
    {
        var (text, values) = argument is JsonArray { Count: 2 } pair ? ((string)pair[0]!, pair[1]!.AsObject()) : ((string)argument!, []);
        return References.Placeholder().Replace(scope.Environment.Localize(text), match =>
        {
            var name = match.Groups["name"].Value;
            if (name.StartsWith('!'))
                return $"${{{name[1..]}}}";
            if (values[name] is { } given)
                return Text(given, at);
            return name.Split('.', 2) is [var logicalId, var attribute]
                ? scope.Attribute(logicalId, attribute, at)
                : Scalar(scope.Ref(name, at), at);
        });
    }

    private JsonNode? Select(JsonNode argument, string at)
    {
        var index = int.Parse(Text(argument[0], at), System.Globalization.CultureInfo.InvariantCulture);
        var list = List(argument[1], at);
        return index < list.Count ? list[index]?.DeepClone() : throw new DeploymentException($"{at}: Fn::Select finds no item {index}.");
    }

    private JsonArray List(JsonNode? value, string at) =>
        Resolve(value, at) as JsonArray ?? throw new DeploymentException($"{at}: a list was expected.");

    private string Text(JsonNode? value, string at) => Scalar(Resolve(value, at), at);

    private static string Scalar(JsonNode? value, string at) =>
        value is JsonValue scalar ? scalar.ToString() : throw new DeploymentException($"{at}: a text was expected.");

    private static bool IsIntrinsic(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private static DeploymentException Unsupported(string function, string at) =>
        new($"{at} uses {function}, which the local cloud can't evaluate.");
}
