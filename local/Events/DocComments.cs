using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Local.Events;

/// <summary>The documentation comments of an assembly, as the compiler has put them beside it.</summary>
/// <remarks>C# Language Specification, "Documentation comments", section "ID string format".</remarks>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> members;

    private DocComments(XDocument comments) =>
        members = comments.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static DocComments Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>
    /// The summary of a type or property. A property without one has what the type around its own says of the parameter of that name.
    /// </summary>
    public string? Of(MemberInfo member) => member switch
    {
        Type type => TextOf(Find($"T:{IdOf(type)}")?.Element("summary"), type),
        { DeclaringType: { } type } => TextOf(Find($"P:{IdOf(type)}.{member.Name}")?.Element("summary") ?? ParameterOf(member), type),
        _ => null,
    };

    private XElement? ParameterOf(MemberInfo property) =>
        property.DeclaringType?.DeclaringType is { } around
            ? Find($"T:{IdOf(around)}")?.Elements("param").SingleOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name)
            : null;

    private XElement? Find(string id) => members.GetValueOrDefault(id);

    private static string IdOf(Type type) => type.FullName!.Replace('+', '.');

    /// <param name="within">The type that the comment stands in.</param>
    private static string? TextOf(XElement? comment, Type within) =>
        comment is null ? null : Space().Replace(string.Concat(comment.Nodes().Select(node => TextOf(node, within))), " ").Trim();

    private static string TextOf(XNode node, Type within) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref")?.Value is { } reference => NameOf(reference, within),
        XElement element => element.Value,
        _ => "",
    };

    /// <summary>A field by the name that it has in JSON, after its type's if that is another one; anything else by its own name.</summary>
    private static string NameOf(string reference, Type within)
    {
        var path = reference[2..].Split('.');
        if (!reference.StartsWith("P:", StringComparison.Ordinal))
            return path[^1];
        var field = JsonNamingPolicy.CamelCase.ConvertName(path[^1]);
        return path[^2] == within.Name ? field : $"{path[^2]}.{field}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
