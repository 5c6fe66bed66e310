using System.Globalization;

namespace Local.StepFunctions.Api;

/// <summary>One page of a list, and the token of the next.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    public static Page<T> Of(IEnumerable<T> all, ApiRequest request)
    {
        var items = all.Skip((int)Math.Min(request.PageStart, int.MaxValue)).Take(request.PageSize + 1).ToList();
        if (items.Count <= request.PageSize)
            return new Page<T>(items, NextToken: null);
        items.RemoveAt(request.PageSize);
        return new Page<T>(items, (request.PageStart + request.PageSize).ToString(CultureInfo.InvariantCulture));
    }
}
