using Analytics.Lake;
using Microsoft.Net.Http.Headers;
using Platform.Problems;

namespace Analytics.RunReport;

/// <summary><c>GET /reports</c> and <c>GET /reports/{name}</c></summary>
public static class ReportsEndpoint
{
    public static void MapReports(this WebApplication app)
    {
        app.MapGet("/reports", () => TypedResults.Ok(
            new ReportList([.. Report.All.Select(report => new ReportSummary(report.Name, report.Description))])));
        app.MapGet("/reports/{name}", RunAsync);
    }

    private static async Task<IResult> RunAsync(string name, HttpContext http, ReportRunner runner, TimeProvider time)
    {
        if (Report.All.FirstOrDefault(known => known.Name == name) is not { } report)
            return Unknown(name).AsResult();
        var (request, problem) = ReportRequest.Read(http.Request.Query, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (request is null)
            return problem!.AsResult();

        var answer = await runner.RunAsync(report, request, http.RequestAborted);
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        if (request.Format == ReportFormat.Json)
            return TypedResults.Ok(answer);
        http.Response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}-{answer.From}-{answer.To}.csv\"";
        return TypedResults.Text(Csv.Write(answer), Csv.ContentType);
    }

    private static Problem Unknown(string name) => Problem.Of(
        "unknown-report", "There is no such report.", 404,
        $"There are {string.Join(", ", Report.All.Select(report => report.Name))}. Asked for: {name}");
}
