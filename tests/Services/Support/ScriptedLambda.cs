using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Services.Tests.Support;

/// <summary>Stands for Lambda as a caller sees it: remembers the invocations, answers what the test says.</summary>
internal sealed class ScriptedLambda : IAmazonLambda
{
    public List<(string? Function, string? Type, string? Payload)> Invocations { get; } = [];

    public Func<InvokeResponse> Answer { get; set; } = () => Payload("{}");

    public IClientConfig Config => throw new NotSupportedException();

    public static InvokeResponse Payload(string json, string? functionError = null) =>
        new() { StatusCode = 200, FunctionError = functionError, Payload = new MemoryStream(Encoding.UTF8.GetBytes(json)) };

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default)
    {
        Invocations.Add((request.FunctionName, request.InvocationType?.Value, request.Payload));
        return Task.FromResult(Answer());
    }

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
