using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Template.Tests;

/// <summary>CloudFormation refuses a template whose resources wait for each other; a synth does not notice.</summary>
[Collection(nameof(Synthesis))]
public sealed partial class DependencyTests(Synthesis synthesis)
{
    [Fact]
    public void Resources_CanBeCreatedOneAfterTheOther()
    {
        foreach (var template in new[] { synthesis.Development, synthesis.Production, synthesis.OwnApp, synthesis.ProductionAnalytics })
        {
            var waiting = template.All.ToDictionary(resource => resource.Id, resource => Needs(resource.Definition).ToHashSet());
            foreach (var needs in waiting.Values)
                needs.IntersectWith(waiting.Keys); // pseudo parameters are no resources

            while (ReadyOf(waiting) is { Count: > 0 } ready)
                ready.ForEach(id => waiting.Remove(id));

            Assert.Empty(waiting.Keys);
        }
    }

    private static List<string> ReadyOf(Dictionary<string, HashSet<string>> waiting) =>
        [.. waiting.Where(resource => !resource.Value.Overlaps(waiting.Keys)).Select(resource => resource.Key)];

    private static IEnumerable<string> Needs(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key switch
        {
            "Ref" or "DependsOn" => SynthesizedTemplate.Listed(member.Value).Select(id => id.GetValue<string>()),
            "Fn::GetAtt" => [member.Value![0]!.GetValue<string>()],
            "Fn::Sub" => Placeholder().Matches(member.Value!.GetValue<string>()).Select(match => match.Groups[1].Value),
            _ => Needs(member.Value),
        }),
        JsonArray list => list.SelectMany(Needs),
        _ => [],
    };

    /// <summary>The name in <c>${Name}</c> or <c>${Name.Attribute}</c>.</summary>
    [GeneratedRegex(@"\$\{([^.}]+)")]
    private static partial Regex Placeholder();
}
