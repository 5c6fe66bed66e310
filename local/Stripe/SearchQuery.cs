using System.Text.RegularExpressions;

namespace Local.Stripe;

/// <summary>The part of Stripe's search language that finds payments: <c>metadata['k']:'v'</c> and <c>status:'v'</c>, joined by <c>AND</c>.</summary>
internal static partial class SearchQuery
{
    /// <summary>How far the index is behind, as Stripe's is.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    public static Func<PaymentIntent, bool> Parse(string query)
    {
        var clauses = And().Split(query.Trim()).Select(Clause).ToList();
        return intent => clauses.TrueForAll(clause => clause(intent));
    }

    private static Predicate<PaymentIntent> Clause(string text)
    {
        var match = Comparison().Match(text);
        if (!match.Success)
            throw ApiError.Invalid($"The sandbox can't search for: {text}", "query");
        var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value);
        return key.Length == 0 ? intent => intent.Status == value : intent => intent.Metadata.GetValueOrDefault(key) == value;
    }

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^(status|metadata\[(?<quote>['""])(?<key>[^'""]+)\k<quote>\])\s*:\s*(?<end>['""])(?<value>[^'""]*)\k<end>$")]
    private static partial Regex Comparison();
}
