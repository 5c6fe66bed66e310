#nullable disable
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Lists the events of an execution.</summary>
public class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    /// <summary>False leaves inputs and outputs out; true when null.</summary>
    public bool? IncludeExecutionData { get; set; }

    /// <summary>The size of a page, at most 1000; 100 when null.</summary>
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    /// <summary>True lists the newest event first.</summary>
    public bool? ReverseOrder { get; set; }
}

public class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    public List<HistoryEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Where the next page begins, or null on the last.</summary>
    public string NextToken { get; set; }
}

/// <summary>One event of an execution. Of the details that an event can have, those of states, tasks and executions are read.</summary>
public class HistoryEvent
{
    public ExecutionAbortedEventDetails ExecutionAbortedEventDetails { get; set; }

    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }

    public ExecutionRedrivenEventDetails ExecutionRedrivenEventDetails { get; set; }

    public ExecutionStartedEventDetails ExecutionStartedEventDetails { get; set; }

    public ExecutionSucceededEventDetails ExecutionSucceededEventDetails { get; set; }

    public ExecutionTimedOutEventDetails ExecutionTimedOutEventDetails { get; set; }

    public long? Id { get; set; }

    public long? PreviousEventId { get; set; }

    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }

    public StateExitedEventDetails StateExitedEventDetails { get; set; }

    public TaskFailedEventDetails TaskFailedEventDetails { get; set; }

    public TaskScheduledEventDetails TaskScheduledEventDetails { get; set; }

    public TaskSubmitFailedEventDetails TaskSubmitFailedEventDetails { get; set; }

    public TaskSucceededEventDetails TaskSucceededEventDetails { get; set; }

    public TaskTimedOutEventDetails TaskTimedOutEventDetails { get; set; }

    public DateTime? Timestamp { get; set; }

    public HistoryEventType Type { get; set; }
}
