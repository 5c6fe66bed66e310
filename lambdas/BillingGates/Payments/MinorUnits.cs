using System.Collections.Frozen;

namespace BillingGates.Payments;

/// <summary>An amount of money in its currency's minor units, as the Stripe API writes amounts: 99.99 USD is 9999, 500 JPY is 500.</summary>
/// <remarks>
/// The number of digits is ISO 4217's, except where Stripe deviates (https://docs.stripe.com/currencies): ISK and UGX are written with two
/// digits that must be zero, MGA with none, and the third digit of a three-digit currency must be zero. Other currencies are refused.
/// </remarks>
public sealed record MinorUnits
{
    private static readonly FrozenDictionary<string, Format> Formats = Table(
        (new Format(Digits: 0, Factor: 1m, Step: 1m), "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"),
        (new Format(Digits: 2, Factor: 100m, Step: 100m), "ISK UGX"),
        (new Format(Digits: 3, Factor: 1000m, Step: 10m), "BHD JOD KWD OMR TND"),
        (new Format(Digits: 2, Factor: 100m, Step: 1m),
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD "
            + "EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD "
            + "MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE "
            + "SOS SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH USD UYU UZS WST XCD YER ZAR ZMW"));

    private MinorUnits(long value, string currency) => (Value, Currency) = (value, currency);

    /// <summary>The number of minor units; positive.</summary>
    public long Value { get; }

    /// <summary>ISO 4217 code in upper case.</summary>
    public string Currency { get; }

    /// <summary>Converts exactly; nothing is ever rounded.</summary>
    /// <exception cref="ArgumentException">
    /// The currency is unknown, or the amount is not positive, has more digits than its currency, or does not fit 64 bits.
    /// </exception>
    public static MinorUnits FromAmount(decimal amount, string currency)
    {
        var format = FormatOf(currency);
        if (amount <= 0 || amount > long.MaxValue / format.Factor)
            throw new ArgumentException($"An amount must be positive and fit 64 bits in minor units; this is {amount} {currency}.", nameof(amount));
        var units = amount * format.Factor;
        if (units % format.Step != 0)
            throw new ArgumentException($"{amount} is no whole number of {currency}'s smallest chargeable units.", nameof(amount));
        return new MinorUnits((long)units, currency);
    }

    /// <summary>The amount in units of the currency, with all its digits (99.90, not 99.9).</summary>
    public decimal ToAmount() => new((int)Value, (int)(Value >> 32), hi: 0, isNegative: false, FormatOf(Currency).Digits);

    private static Format FormatOf(string currency) =>
        Formats.TryGetValue(currency ?? "", out var format)
            ? format
            : throw new ArgumentException($"'{currency}' is no currency code that can be charged (ISO 4217, upper case).", nameof(currency));

    private static FrozenDictionary<string, Format> Table(params (Format Format, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Split(' '), (row, code) => KeyValuePair.Create(code, row.Format)).ToFrozenDictionary();

    /// <param name="Digits">Digits after the decimal point.</param>
    /// <param name="Factor">Ten to the power of <paramref name="Digits"/>.</param>
    /// <param name="Step">Amounts are multiples of this many minor units.</param>
    private readonly record struct Format(byte Digits, decimal Factor, decimal Step);
}
