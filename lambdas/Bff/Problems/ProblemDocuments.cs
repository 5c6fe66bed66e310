using Platform.Functions;

namespace Bff.Problems;

/// <summary>Turns what no endpoint answered, and what an endpoint could not, into problem documents.</summary>
public static class ProblemDocuments
{
    private const int RetrySeconds = 1;

    public static void UseProblemDocuments(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Bff.Problems");
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
                if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                    await Problem.ForStatus(http.Response.StatusCode).AsResult().ExecuteAsync(http);
            }
            catch (FunctionUnavailableException e)
            {
                log.LogError(e, "The backend gave no answer");
                await Problem.Unavailable().AsResult(RetrySeconds).ExecuteAsync(http);
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                log.LogError(e, "The request failed");
                await Problem.Unexpected().AsResult().ExecuteAsync(http);
            }
        });
    }
}
