#nullable disable
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Starts an execution of a Standard state machine.</summary>
public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON, at most 262,144 bytes of UTF-8; an empty object when null.</summary>
    public string Input { get; set; }

    /// <summary>1 to 80 characters, unique for 90 days within the state machine; made up by the service when null.</summary>
    public string Name { get; set; }

    /// <summary>The ARN of the state machine, or of one of its versions or aliases.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The X-Ray trace header that the execution continues.</summary>
    public string TraceHeader { get; set; }
}

public class StartExecutionResponse : AmazonWebServiceResponse
{
    public string ExecutionArn { get; set; }

    public DateTime? StartDate { get; set; }
}
