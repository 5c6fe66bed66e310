#nullable disable
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Ends a waiting task with its output.</summary>
public class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON, at most 262,144 bytes of UTF-8.</summary>
    public string Output { get; set; }

    public string TaskToken { get; set; }
}

public class SendTaskSuccessResponse : AmazonWebServiceResponse;

/// <summary>Ends a waiting task as failed.</summary>
public class SendTaskFailureRequest : AmazonStepFunctionsRequest
{
    /// <summary>For people, at most 32,768 characters.</summary>
    public string Cause { get; set; }

    /// <summary>The error's name, that Retry and Catch match; at most 256 characters.</summary>
    public string Error { get; set; }

    public string TaskToken { get; set; }
}

public class SendTaskFailureResponse : AmazonWebServiceResponse;

/// <summary>Tells that a waiting task is still being worked on.</summary>
public class SendTaskHeartbeatRequest : AmazonStepFunctionsRequest
{
    public string TaskToken { get; set; }
}

public class SendTaskHeartbeatResponse : AmazonWebServiceResponse;
