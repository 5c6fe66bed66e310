using System.Text;

namespace Local.CloudFront;

/// <summary>An answer on its way to the viewer.</summary>
internal sealed record EdgeAnswer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    /// <summary>An answer of the edge itself.</summary>
    /// <param name="source">For <c>X-Cache</c>: what went wrong, or who answered.</param>
    public static EdgeAnswer OfEdge(int status, string source, string message) => new(
        status,
        new HeaderDictionary { ["Content-Type"] = "text/html", ["X-Cache"] = $"{source} from cloudfront" },
        Encoding.UTF8.GetBytes($"<!DOCTYPE html><title>{status}</title><h1>The request could not be satisfied.</h1><p>{message}</p>"));

    /// <summary>The value of a header; empty when there is none.</summary>
    public string Header(string name) => Headers[name].ToString();
}
