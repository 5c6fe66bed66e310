using System.Collections.Frozen;

namespace Local.Stripe;

/// <summary>Stripe's limits of one charge (https://docs.stripe.com/currencies).</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, long> SmallestAmounts = new Dictionary<string, long>
    {
        ["usd"] = 50, ["aed"] = 200, ["aud"] = 50, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["czk"] = 1500, ["dkk"] = 250, ["eur"] = 50,
        ["gbp"] = 30, ["hkd"] = 400, ["huf"] = 17500, ["inr"] = 50, ["jpy"] = 50, ["mxn"] = 1000, ["myr"] = 200, ["nok"] = 300, ["nzd"] = 50,
        ["pln"] = 200, ["ron"] = 200, ["sek"] = 300, ["sgd"] = 50, ["thb"] = 1000,
    }.ToFrozenDictionary();

    public static string Parse(string currency) =>
        currency.Length == 3 && currency.All(char.IsAsciiLetter)
            ? string.Create(3, currency, (target, source) => source.AsSpan().ToLowerInvariant(target))
            : throw ApiError.Invalid($"Invalid currency: {currency}", "currency");

    public static void CheckAmount(long amount, long largest, string currency)
    {
        if (amount < 1)
            throw ApiError.Invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
        if (amount < SmallestAmounts.GetValueOrDefault(currency, 1))
            throw ApiError.Invalid($"Amount must be at least {SmallestAmounts[currency]} in {currency}.", "amount", "amount_too_small");
        if (amount > largest)
            throw ApiError.Invalid($"Amount must be no more than {largest} in {currency}.", "amount", "amount_too_large");
    }
}
