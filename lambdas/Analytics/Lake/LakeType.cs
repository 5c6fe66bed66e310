namespace Analytics.Lake;

/// <summary>What a column of the lake holds.</summary>
public enum LakeType
{
    Text,

    /// <summary>An e-mail address; the lake has its token, see <see cref="EmailTokens"/>.</summary>
    Email,

    /// <summary>
    /// A key of several kinds, of which those that begin with <c>email#</c> hold an address; the lake has <c>email#</c> and its token.
    /// </summary>
    EmailKey,

    /// <summary>A user's identifier: no address, and yet production leads from it to one.</summary>
    UserId,

    /// <summary>Money in its main unit, to four places: no currency of ISO 4217 has more.</summary>
    Amount,

    /// <summary>An instant in UTC, to the microsecond.</summary>
    Time,

    Flag,

    WholeNumber,
}

/// <summary>The engines' names of the types.</summary>
public static class LakeTypes
{
    public const int AmountPrecision = 18;

    public const int AmountScale = 4;

    /// <summary>The name in a Glue table.</summary>
    public static string InGlue(this LakeType type) => type switch
    {
        LakeType.Text or LakeType.Email or LakeType.EmailKey or LakeType.UserId => "string",
        LakeType.Amount => $"decimal({AmountPrecision},{AmountScale})",
        LakeType.Time => "timestamp",
        LakeType.Flag => "boolean",
        LakeType.WholeNumber => "bigint",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The name in DuckDB's SQL.</summary>
    public static string InDuckDb(this LakeType type) => type switch
    {
        LakeType.Text or LakeType.Email or LakeType.EmailKey or LakeType.UserId => "VARCHAR",
        LakeType.Amount => $"DECIMAL({AmountPrecision},{AmountScale})",
        LakeType.Time => "TIMESTAMP",
        LakeType.Flag => "BOOLEAN",
        LakeType.WholeNumber => "BIGINT",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
