namespace MainApp.Security;

/// <summary>Marks every log line of a request with the ids that the platform's other logs have it under.</summary>
public static class RequestScope
{
    public static void UseRequestScope(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MainApp");
        app.Use(async (http, next) =>
        {
            // In Lambda these are the invocation's id and the id in API Gateway's access log.
            using var scope = log.BeginScope(new Dictionary<string, object?>
            {
                ["requestId"] = http.TraceIdentifier, ["gatewayRequestId"] = http.Connection.Id,
            });
            await next(http);
        });
    }
}
