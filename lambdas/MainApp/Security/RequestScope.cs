namespace MainApp.Security;

/// <summary>Marks every log line of a request with its id in API Gateway's access log. The framework adds the invocation's own.</summary>
public static class RequestScope
{
    public static void UseRequestScope(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MainApp");
        app.Use(async (http, next) =>
        {
            using var scope = log.BeginScope(new Dictionary<string, object?> { ["gatewayRequestId"] = http.Connection.Id });
            await next(http);
        });
    }
}
