namespace Local.Stripe;

/// <summary>Pages of a list, newest first (https://docs.stripe.com/api/pagination).</summary>
internal static class Listing
{
    public static ListObject<T> Page<T>(IEnumerable<T> newestFirst, StripeCall call, Func<T, string> id, Func<T, long> created)
    {
        var window = CreatedWindow(call.Parameters);
        var items = newestFirst.Where(item => window(created(item)));
        if (call.Parameters.Text("starting_after") is { } after)
            items = items.SkipWhile(item => id(item) != after).Skip(1);
        var (data, hasMore) = Take(items, call);
        return new ListObject<T>("list", data, hasMore, call.Path);
    }

    /// <summary>Search results page by a cursor, which here is the last id of the page before.</summary>
    public static object SearchResult<T>(IEnumerable<T> matches, StripeCall call, Func<T, string> id)
    {
        if (call.Parameters.Text("page") is { } cursor)
            matches = matches.SkipWhile(item => id(item) != cursor).Skip(1);
        var (data, hasMore) = Take(matches, call);
        return new { Object = "search_result", Data = data, HasMore = hasMore, NextPage = hasMore ? id(data[^1]) : null, Url = call.Path };
    }

    private static (List<T> Data, bool HasMore) Take<T>(IEnumerable<T> items, StripeCall call)
    {
        var limit = call.Parameters.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw ApiError.Invalid("limit must be between 1 and 100.", "limit", "parameter_invalid_integer");
        var data = items.Take((int)limit + 1).ToList();
        var hasMore = data.Count > limit;
        if (hasMore)
            data.RemoveAt(data.Count - 1);
        return (data, hasMore);
    }

    private static Func<long, bool> CreatedWindow(FormParameters parameters)
    {
        var (exactly, gt, gte) = (parameters.Integer("created"), parameters.Integer("created", "gt"), parameters.Integer("created", "gte"));
        var (lt, lte) = (parameters.Integer("created", "lt"), parameters.Integer("created", "lte"));
        return created =>
            (exactly is null || created == exactly) && (gt is null || created > gt) && (gte is null || created >= gte)
            && (lt is null || created < lt) && (lte is null || created <= lte);
    }
}
