using System.Globalization;
using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Lambda.Internal;

/// <summary>Invoke: payloads travel as raw bodies, everything else in path, query and headers (Lambda API Reference, "Invoke").</summary>
internal sealed class InvokeOperation : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    internal InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invocation = (InvokeRequest)input;
        if (string.IsNullOrEmpty(invocation.FunctionName))
            throw new AmazonLambdaException("The request names no function.");

        var request = new DefaultRequest(input, "Amazon.Lambda")
        {
            HttpMethod = "POST",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations",
            UseQueryString = true,
            ContentStream = invocation.PayloadStream ?? new MemoryStream(),
        };
        request.AddPathResource("{FunctionName}", invocation.FunctionName);
        if (invocation.Qualifier is not null)
            request.Parameters.Add("Qualifier", invocation.Qualifier);

        request.Headers["Content-Length"] = request.ContentStream.Length.ToString(CultureInfo.InvariantCulture);
        request.Headers["Content-Type"] = "application/json";
        AddHeader(request, "X-Amz-Client-Context", invocation.ClientContextBase64);
        AddHeader(request, "X-Amz-Invocation-Type", invocation.InvocationType);
        AddHeader(request, "X-Amz-Log-Type", invocation.LogType);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var payload = new MemoryStream();
        input.Stream.CopyTo(payload);
        payload.Position = 0;
        return new InvokeResponse
        {
            ExecutedVersion = Header(input.ResponseData, "X-Amz-Executed-Version"),
            FunctionError = Header(input.ResponseData, "X-Amz-Function-Error"),
            LogResult = Header(input.ResponseData, "X-Amz-Log-Result"),
            Payload = payload,
            StatusCode = (int)input.ResponseData.StatusCode,
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return Errors.Factory.Create(error, innerException, statusCode);
    }

    private static void AddHeader(DefaultRequest request, string name, string? value)
    {
        if (value is not null)
            request.Headers[name] = value;
    }

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
}
