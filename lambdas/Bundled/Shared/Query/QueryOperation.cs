using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Bundled.Shared.Query;

/// <summary>What all operations of a Query service share.</summary>
/// <param name="Version">The API version, a date, that each request names.</param>
internal sealed record QueryService(string Name, string Version, ErrorFactory Errors);

/// <summary>One operation of a service that speaks the AWS Query protocol, as Smithy specifies it: a form goes out, XML comes back.</summary>
/// <param name="name">The operation's name, for instance <c>Publish</c>.</param>
/// <param name="write">Writes the request's form fields.</param>
/// <param name="read">Reads the response from the element <c>…Result</c>, which is empty when the service sent none.</param>
internal sealed class QueryOperation<TRequest, TResponse>(
    QueryService service, string name, Action<QueryForm, TRequest> write, Func<XElement, TResponse> read)
    : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    internal InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Name);
        request.Parameters.Add("Action", name);
        request.Parameters.Add("Version", service.Version);
        write(new QueryForm(request.Parameters), (TRequest)input);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var document = XElement.Load(input.Stream);
        var response = read(document.Member(name + "Result") ?? new XElement(name + "Result"));
        response.ResponseMetadata = new ResponseMetadata { RequestId = document.Member("ResponseMetadata")?.Text("RequestId") };
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        service.Errors.Create(XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input), innerException, statusCode);
}
