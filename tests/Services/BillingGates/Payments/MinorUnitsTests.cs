using BillingGates.Payments;
using CsCheck;

namespace Services.Tests.BillingGates.Payments;

public sealed class MinorUnitsTests
{
    private static readonly (string Code, int Digits, int Step)[] Known =
    [
        ("USD", 2, 1), ("EUR", 2, 1), ("HUF", 2, 1), ("JPY", 0, 1), ("KRW", 0, 1), ("MGA", 0, 1),
        ("KWD", 3, 10), ("BHD", 3, 10), ("ISK", 2, 100), ("UGX", 2, 100),
    ];

    private static readonly Gen<(string Code, int Digits, int Step)> Currencies = Gen.Int[0, Known.Length - 1].Select(index => Known[index]);

    [Theory]
    [InlineData("99.99", "USD", 9999)]
    [InlineData("0.01", "EUR", 1)]
    [InlineData("500", "JPY", 500)]
    [InlineData("500.00", "JPY", 500)]
    [InlineData("12.340", "KWD", 12340)]
    [InlineData("5", "ISK", 500)]
    [InlineData("92233720368547758.07", "USD", long.MaxValue)]
    [InlineData("9223372036854775807", "JPY", long.MaxValue)]
    public void Amount_BecomesMinorUnits(string amount, string currency, long expected) =>
        Assert.Equal(expected, MinorUnits.FromAmount(Decimal(amount), currency).Value);

    [Theory]
    [InlineData("99.999", "USD")]
    [InlineData("0.001", "USD")]
    [InlineData("0.5", "JPY")]
    [InlineData("12.345", "KWD")]
    [InlineData("5.5", "ISK")]
    [InlineData("0", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("92233720368547758.08", "USD")]
    [InlineData("9223372036854775808", "JPY")]
    [InlineData("79228162514264337593543950335", "KWD")]
    [InlineData("1.0000000000000000000000000001", "USD")]
    [InlineData("10", "usd")]
    [InlineData("10", "XAU")]
    [InlineData("10", "")]
    public void AmountThatCantBeCharged_IsRefused(string amount, string currency) =>
        Assert.Throws<ArgumentException>(() => MinorUnits.FromAmount(Decimal(amount), currency));

    [Fact]
    public void EveryAmount_ThereAndBack_IsTheSameWithAllItsDigits() =>
        Gen.Select(Currencies, Gen.Long[1, 1_000_000_000_000]).Sample((currency, steps) =>
        {
            var units = steps * currency.Step;
            var amount = new decimal(units) / (decimal)Math.Pow(10, currency.Digits);

            var converted = MinorUnits.FromAmount(amount, currency.Code);

            Assert.Equal(units, converted.Value);
            Assert.Equal(amount, converted.ToAmount());
            Assert.Equal(currency.Digits, converted.ToAmount().Scale);
        });

    [Fact]
    public void AmountsInOrder_StayInOrder() =>
        Gen.Select(Currencies, Gen.Long[1, 1_000_000_000], Gen.Long[1, 1_000_000_000]).Sample((currency, a, b) =>
        {
            var unit = currency.Step / (decimal)Math.Pow(10, currency.Digits);

            var (x, y) = (MinorUnits.FromAmount(a * unit, currency.Code), MinorUnits.FromAmount(b * unit, currency.Code));

            Assert.Equal(a.CompareTo(b), x.Value.CompareTo(y.Value));
        });

    [Fact]
    public void AnyDecimal_IsConvertedExactlyOrRefused() =>
        Gen.Select(Currencies, Gen.Decimal[-1_000_000m, 1_000_000m]).Sample((currency, amount) =>
        {
            try
            {
                Assert.Equal(amount, MinorUnits.FromAmount(amount, currency.Code).ToAmount());
            }
            catch (ArgumentException)
            {
                var unit = currency.Step / (decimal)Math.Pow(10, currency.Digits);
                Assert.True(amount <= 0 || amount % unit != 0, $"{amount} {currency.Code} can be charged and was refused");
            }
        });

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
