using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>A resource of a synthesized template.</summary>
/// <param name="Path">The construct path below the stack, for instance <c>UserDirectory/CreateUser/Function</c>.</param>
public sealed record Resource(string Id, string Type, string Path, JsonObject Properties, JsonObject Definition)
{
    public int Number(string property) => Properties[property]!.GetValue<int>();

    public string Text(string property) => Properties[property]!.GetValue<string>();

    public override string ToString() => Path;
}
