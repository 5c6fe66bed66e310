namespace Local.Stripe;

/// <summary>Pages of a list, newest first (https://docs.stripe.com/api/pagination).</summary>
internal static class Listing
{
    /// <param name="created">The time of creation, in seconds since 1970.</param>
    public static ListObject<T> Page<T>(StripeRecords<T> records, Func<T, bool> isWanted, StripeCall call, Func<T, long> created) where T : class
    {
        var (from, isInWindow) = CreatedWindow(call.Parameters);
        var items = (call.Parameters.Text("starting_after") is { } after ? records.OlderThan(after) : records.NewestFirst)
            .TakeWhile(item => created(item) >= from)
            .Where(item => isInWindow(created(item)) && isWanted(item));
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

    private static (long From, Func<long, bool> IsInWindow) CreatedWindow(FormParameters parameters)
    {
        var (exactly, gt, gte) = (parameters.Integer("created"), parameters.Integer("created", "gt"), parameters.Integer("created", "gte"));
        var (lt, lte) = (parameters.Integer("created", "lt"), parameters.Integer("created", "lte"));
        return (exactly ?? gte ?? gt ?? long.MinValue, created =>
            (exactly is null || created == exactly) && (gt is null || created > gt) && (gte is null || created >= gte)
            && (lt is null || created < lt) && (lte is null || created <= lte));
    }
}
