#nullable disable
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Runs an execution on that has not succeeded.</summary>
public class RedriveExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>Makes a repeated request the same request for 15 minutes.</summary>
    public string ClientToken { get; set; }

    public string ExecutionArn { get; set; }
}

public class RedriveExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? RedriveDate { get; set; }
}
