namespace Local.CloudFront;

/// <summary>A distribution as the template describes it.</summary>
/// <param name="DefaultRootObject">The object behind <c>/</c>, or empty.</param>
/// <param name="Behaviors">In the order in which their patterns are tried; the default behaviour comes last and matches everything.</param>
internal sealed record Distribution(
    string Id,
    string DomainName,
    string Arn,
    string DefaultRootObject,
    IReadOnlyList<Behavior> Behaviors,
    IReadOnlyList<ErrorResponse> ErrorResponses)
{
    /// <param name="path">Normalized.</param>
    public Behavior BehaviorFor(string path) => Behaviors.First(behavior => behavior.Pattern.Matches(path));

    /// <summary>Whether an API is one of the origins.</summary>
    public bool IsBefore(string apiId) => Behaviors.Any(behavior => behavior.Origin is ApiOrigin origin && origin.ApiId == apiId);
}

/// <summary>What happens to requests whose path matches the pattern.</summary>
/// <param name="Compress">Whether answers that can be compressed are, for viewers who take it.</param>
internal sealed record Behavior(
    PathPattern Pattern,
    IReadOnlySet<string> AllowedMethods,
    Origin Origin,
    bool Compress,
    HeadersPolicy? Headers,
    EdgeFunction? ViewerRequest);

/// <summary>Where a behaviour gets its answers from.</summary>
internal abstract record Origin;

/// <summary>Objects of a bucket.</summary>
/// <param name="Path">Comes before every key; empty, or with a leading slash.</param>
/// <param name="Signed">Whether the distribution signs its requests (origin access control): a private bucket answers no other.</param>
internal sealed record BucketOrigin(string Bucket, string Path, bool Signed) : Origin;

/// <summary>A REST API of the local cloud.</summary>
internal sealed record ApiOrigin(string ApiId) : Origin;

/// <summary>The page in the place of an error.</summary>
internal sealed record ErrorResponse(int ErrorCode, int ResponseCode, string PagePath);
