#nullable disable
namespace Amazon.StepFunctions.Model;

public class ExecutionStartedEventDetails
{
    public string Input { get; set; }

    public string RoleArn { get; set; }

    public string StateMachineAliasArn { get; set; }

    public string StateMachineVersionArn { get; set; }
}

public class ExecutionSucceededEventDetails
{
    public string Output { get; set; }
}

public class ExecutionFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}

public class ExecutionAbortedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}

public class ExecutionTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}

public class ExecutionRedrivenEventDetails
{
    /// <summary>How often the execution has been redriven, this time included.</summary>
    public int? RedriveCount { get; set; }
}

public class StateEnteredEventDetails
{
    public string Input { get; set; }

    public string Name { get; set; }
}

public class StateExitedEventDetails
{
    public string Name { get; set; }

    public string Output { get; set; }
}

public class TaskScheduledEventDetails
{
    public long? HeartbeatInSeconds { get; set; }

    public string Parameters { get; set; }

    public string Region { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }

    public long? TimeoutInSeconds { get; set; }
}

public class TaskSubmitFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}

public class TaskSucceededEventDetails
{
    public string Output { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}

public class TaskFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}

public class TaskTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
