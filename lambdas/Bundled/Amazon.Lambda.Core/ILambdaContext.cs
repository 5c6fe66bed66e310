#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>What the runtime knows about one invocation.</summary>
public interface ILambdaContext
{
    /// <summary>The request's identifier; a retry of the same event keeps it.</summary>
    string AwsRequestId { get; }

    /// <summary>Data about the mobile client. Null: this runtime does not read it.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    /// <summary>The version that runs, also when an alias was invoked.</summary>
    string FunctionVersion { get; }

    /// <summary>The Cognito identity of the mobile client. Null: this runtime does not read it.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN as invoked: of the function, a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>The memory of the function, in MiB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends the invocation; negative when that time has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The X-Ray trace header of the invocation, or an empty string.</summary>
    string TraceId => string.Empty;
}
