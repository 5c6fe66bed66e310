using System.Text.Json;

namespace Local.ApiGateway;

/// <summary>What a method's request validator checks.</summary>
internal static class RequestChecks
{
    private const string Prefix = "method.request.";

    /// <summary>The message for required parameters that are absent, or null.</summary>
    public static string? MissingParameters(Exchange exchange)
    {
        var method = exchange.Route!.Method;
        if (ValidatorOf(exchange) is not { Parameters: true })
            return null;
        var missing = method.RequiredParameters.Where(parameter => !IsPresent(exchange, parameter[Prefix.Length..]))
            .Select(parameter => parameter[(parameter.LastIndexOf('.') + 1)..]).ToList();
        return missing.Count == 0 ? null : $"Missing required request parameters: [{string.Join(", ", missing)}]";
    }

    /// <summary>What is wrong with the body in the eyes of the content type's model; nothing when there is no such model.</summary>
    public static IReadOnlyList<string> BodyErrors(Exchange exchange, ReadOnlyMemory<byte> body)
    {
        var models = exchange.Route!.Method.RequestModels;
        if (ValidatorOf(exchange) is not { Body: true } || models.Count == 0)
            return [];
        var type = exchange.Http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "application/json";
        if (!models.TryGetValue(type, out var name) && !models.TryGetValue("$default", out name))
            return [];
        try
        {
            using var document = JsonDocument.Parse(body);
            return exchange.Stage.Api.Models[name].Validate(document.RootElement);
        }
        catch (JsonException)
        {
            return ["Invalid JSON"];
        }
    }

    private static RequestValidator? ValidatorOf(Exchange exchange) =>
        exchange.Route!.Method.ValidatorId is { } id ? exchange.Stage.Api.Validators[id] : null;

    private static bool IsPresent(Exchange exchange, string parameter)
    {
        var (place, name) = (parameter.Split('.')[0], parameter[(parameter.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return place switch
        {
            "header" => exchange.Http.Request.Headers.TryGetValue(name, out var header) && header.ToString().Length > 0,
            "querystring" => exchange.Http.Request.Query.TryGetValue(name, out var query) && query.ToString().Length > 0,
            _ => exchange.Route!.PathParameters.ContainsKey(name),
        };
    }
}
