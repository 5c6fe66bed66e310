using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Bundled.Shared.Json;

/// <summary>One operation of a service that speaks the AWS JSON protocol 1.0 or 1.1, as Smithy specifies it.</summary>
/// <param name="name">The operation's name, for instance <c>StartExecution</c>.</param>
/// <param name="write">Writes the members of the request's JSON object.</param>
/// <param name="read">Reads the response from its JSON object.</param>
internal sealed class JsonOperation<TRequest, TResponse>(
    JsonService service, string name, Action<Utf8JsonWriter, TRequest> write, Func<JsonElement, TResponse> read)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    // Inputs and outputs are JSON inside JSON: the default encoder would write each of their quotes as six bytes.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    internal InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Compact))
        {
            writer.WriteStartObject();
            write(writer, (TRequest)input);
            writer.WriteEndObject();
        }

        var request = new DefaultRequest(input, service.Name) { HttpMethod = "POST", ResourcePath = "/", Content = body.WrittenSpan.ToArray() };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name}";
        request.Headers["Content-Type"] = service.ContentType;
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        using var document = JsonDocument.Parse(body.Length == 0 ? EmptyObject : body.GetBuffer().AsMemory(0, (int)body.Length));
        return read(document.RootElement);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return service.Errors.Create(error, innerException, statusCode);
    }
}
