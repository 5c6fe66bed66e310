using System.Text.Json.Serialization;

namespace CrmSync.Crm;

// The parts of HubSpot's objects that are used here.

internal sealed record UpsertRequest(IReadOnlyList<UpsertInput> Inputs);

/// <param name="IdProperty">The property whose value <paramref name="Id"/> is.</param>
internal sealed record UpsertInput(string Id, string IdProperty, Dictionary<string, string> Properties);

internal sealed record UpsertAnswer(IReadOnlyList<UpsertedContact> Results);

internal sealed record UpsertedContact(string Id);

/// <summary>HubSpot asks to treat every field of an error as optional.</summary>
internal sealed record ErrorAnswer(string? Category = null, string? CorrelationId = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UpsertRequest))]
[JsonSerializable(typeof(UpsertAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
