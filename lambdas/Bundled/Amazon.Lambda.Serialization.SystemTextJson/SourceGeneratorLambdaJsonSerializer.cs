using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Converts JSON with the code that System.Text.Json generated for the types of one context.</summary>
/// <typeparam name="TSGContext">The context; its own options apply, naming policy included.</typeparam>
/// <exception cref="JsonSerializerException">The context does not know the type, or the JSON does not fit it.</exception>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    // As the official serializer: no escapes beyond those that JSON needs.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TSGContext context;

    /// <summary>Uses the context with the options of its <see cref="JsonSourceGenerationOptionsAttribute"/>.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(Activator.CreateInstance<TSGContext>())
    {
    }

    public SourceGeneratorLambdaJsonSerializer(TSGContext jsonSerializerContext) => context = jsonSerializerContext;

    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            return JsonSerializer.Deserialize(requestStream, TypeInfo<T>())!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new JsonSerializerException($"The event does not fit {typeof(T).FullName}: {e.Message}", e);
        }
    }

    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, WriterOptions);
            JsonSerializer.Serialize(writer, response, TypeInfo<T>());
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new JsonSerializerException($"{typeof(T).FullName} cannot be written as JSON: {e.Message}", e);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() =>
        context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException($"{typeof(TSGContext).FullName} has no JsonSerializable attribute for {typeof(T).FullName}.");
}
