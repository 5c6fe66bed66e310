using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Problems;

/// <summary>Turns what no endpoint answered, and what an endpoint could not, into problem documents.</summary>
public static class ProblemDocuments
{
    private const int RetrySeconds = 1;

    /// <typeparam name="TUnavailable">What says that something behind the endpoints gives no answer at the moment.</typeparam>
    /// <param name="unavailable">What the caller is told then.</param>
    public static void UseProblemDocuments<TUnavailable>(this WebApplication app, Problem unavailable) where TUnavailable : Exception
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Problems");
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
                if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                    await Problem.ForStatus(http.Response.StatusCode).AsResult().ExecuteAsync(http);
            }
            catch (TUnavailable e)
            {
                log.LogError(e, "The backend gave no answer");
                await unavailable.AsResult(RetrySeconds).ExecuteAsync(http);
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                log.LogError(e, "The request failed");
                await Problem.Unexpected().AsResult().ExecuteAsync(http);
            }
        });
    }
}
