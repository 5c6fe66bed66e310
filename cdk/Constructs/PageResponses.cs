using Amazon.CDK.AWS.APIGateway;

namespace Cdk.Constructs;

/// <summary>What the application's API answers by itself: short pages, as safe as the application's own.</summary>
internal static class PageResponses
{
    private const string Style = "body { max-width: 34rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }";

    private static readonly Dictionary<string, string> Headers = new()
    {
        ["Content-Type"] = "'text/html; charset=utf-8'",
        ["Cache-Control"] = "'no-store'",
        ["Referrer-Policy"] = "'no-referrer'",
        // Without 'none': a static value stands between quotes itself. The sandbox runs no scripts and submits no forms.
        ["Content-Security-Policy"] = "'sandbox'",
        ["X-Frame-Options"] = "'DENY'",
        ["X-Content-Type-Options"] = "'nosniff'",
        ["X-Robots-Tag"] = "'noindex'",
        ["Strict-Transport-Security"] = "'max-age=31536000'",
        ["Cross-Origin-Opener-Policy"] = "'same-origin'",
    };

    public static void AddTo(RestApi api)
    {
        // API Gateway takes an unknown route for a request without credentials.
        Add(api, ResponseType_.MISSING_AUTHENTICATION_TOKEN, "404", "There is nothing here", "Check the address.");
        Add(api, ResponseType_.REQUEST_TOO_LARGE, "413", "That was too much", "Go back and try again with less.");
        Add(api, ResponseType_.THROTTLED, "429", "Many people are here at once", "Please try again in a moment.", retryAfterSeconds: 1);
        Add(api, ResponseType_.DEFAULT_4XX, null, "That did not work", "Go back and try again.");
        Add(api, ResponseType_.DEFAULT_5XX, null, "Please try again in a moment", "We can't answer at the moment.");
    }

    private static void Add(RestApi api, ResponseType_ response, string? status, string title, string text, int? retryAfterSeconds = null)
    {
        var headers = new Dictionary<string, string>(Headers);
        if (retryAfterSeconds is not null)
            headers["Retry-After"] = $"'{retryAfterSeconds}'";

        api.AddGatewayResponse(response.ResponseType, new GatewayResponseOptions
        {
            Type = response,
            StatusCode = status,
            ResponseHeaders = headers,
            // The header wins over the template's key, and this key matches whatever the client accepts.
            Templates = new Dictionary<string, string>
            {
                ["application/json"] =
                    $"""
                    <!doctype html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark">
                    <title>{title}</title>
                    <style>{Style}</style>
                    </head>
                    <body><main><h1>{title}</h1><p>{text}</p></main></body>
                    </html>
                    """,
            },
        });
    }
}
