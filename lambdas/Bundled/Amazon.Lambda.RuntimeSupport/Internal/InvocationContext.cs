#nullable disable
using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>The context of one invocation, from the headers of its event.</summary>
internal sealed class InvocationContext(HttpReply invocation, FunctionEnvironment function) : ILambdaContext
{
    private readonly DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse(invocation.Header("Lambda-Runtime-Deadline-Ms"u8) ?? "0", CultureInfo.InvariantCulture));

    public string AwsRequestId { get; } = invocation.Header("Lambda-Runtime-Aws-Request-Id"u8)
        ?? throw new RuntimeApiException("The event has no request identifier.");

    public string InvokedFunctionArn { get; } = invocation.Header("Lambda-Runtime-Invoked-Function-Arn"u8);

    public string TraceId { get; } = invocation.Header("Lambda-Runtime-Trace-Id"u8) ?? "";

    public TimeSpan RemainingTime => deadline - TimeProvider.System.GetUtcNow();

    public string FunctionName => function.Name;

    public string FunctionVersion => function.Version;

    public int MemoryLimitInMB => function.MemoryLimitInMB;

    public string LogGroupName => function.LogGroupName;

    public string LogStreamName => function.LogStreamName;

    public ILambdaLogger Logger => field ??= new ConsoleLogger(this);

    public IClientContext ClientContext => null;

    public ICognitoIdentity Identity => null;
}
