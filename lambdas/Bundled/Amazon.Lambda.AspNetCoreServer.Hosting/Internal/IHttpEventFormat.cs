using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The form in which one kind of event source sends requests and takes responses.</summary>
internal interface IHttpEventFormat
{
    /// <summary>Reads a request. Members may come in any order, and may be missing or null.</summary>
    LambdaRequest ReadRequest(JsonElement json, ILambdaContext context);

    /// <summary>Writes the status and headers of a response: members of the answer's object.</summary>
    void WriteHead(Utf8JsonWriter json, LambdaResponse response);
}
