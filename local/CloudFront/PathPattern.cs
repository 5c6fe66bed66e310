using System.IO.Enumeration;

namespace Local.CloudFront;

/// <summary>The pattern of a behaviour: <c>*</c> stands for any characters, <c>?</c> for one; a leading slash may be left out.</summary>
internal sealed class PathPattern(string text)
{
    private readonly string pattern = $"/{text.TrimStart('/')}";

    /// <summary>The pattern of the default behaviour.</summary>
    public static PathPattern Everything { get; } = new("*");

    /// <param name="path">Normalized.</param>
    public bool Matches(string path) => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);
}
