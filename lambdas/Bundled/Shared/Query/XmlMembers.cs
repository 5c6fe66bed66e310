using System.Xml.Linq;

namespace Bundled.Shared.Query;

/// <summary>Members of a Query response. Elements are matched by local name: the namespace only repeats the API version.</summary>
internal static class XmlMembers
{
    internal static XElement? Member(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    internal static string? Text(this XElement element, string name) => element.Member(name)?.Value;

    internal static bool? Flag(this XElement element, string name) =>
        element.Text(name) is { } value ? bool.Parse(value) : null;

    /// <summary>The structures of a list, or null when it is absent.</summary>
    internal static List<T>? List<T>(this XElement element, string name, Func<XElement, T> read) =>
        element.Member(name) is { } list ? [.. list.Elements().Select(read)] : null;
}
