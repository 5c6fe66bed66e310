using Microsoft.AspNetCore.Http.Features;

namespace MainApp.Login;

/// <summary>Reads the forms of this application: a few short fields.</summary>
public static class SmallForm
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 8, KeyLengthLimit = 64, ValueLengthLimit = 8 * 1024, MultipartBodyLengthLimit = 0,
    };

    /// <returns>The status to answer with instead, when the request holds no such form.</returns>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpRequest request)
    {
        if (!string.Equals(request.ContentType?.Split(';')[0].Trim(), UrlEncoded, StringComparison.OrdinalIgnoreCase))
            return (null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return (await request.ReadFormAsync(Limits, request.HttpContext.RequestAborted), 200);
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }
    }

    /// <summary>The value of a field that came once; null for one that is absent or came several times.</summary>
    public static string? Field(this IFormCollection form, string name) => form[name] is [{ } value] ? value : null;
}
