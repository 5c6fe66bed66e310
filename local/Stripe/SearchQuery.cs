using System.Text.RegularExpressions;

namespace Local.Stripe;

/// <summary>The part of Stripe's search language that finds payments: <c>metadata['k']:'v'</c> and <c>status:'v'</c>, joined by <c>AND</c>.</summary>
/// <remarks>Stripe's own index lags by up to a minute; this one doesn't.</remarks>
internal static partial class SearchQuery
{
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
