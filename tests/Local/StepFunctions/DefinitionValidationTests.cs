using Local.StepFunctions.Definitions;
using Local.StepFunctions.Integrations;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class DefinitionValidationTests
{
    private const string Publish = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\"";

    [Theory]
    [InlineData("", "Definition must be a valid JSON object")]
    [InlineData("[]", "Definition must be a valid JSON object")]
    [InlineData("not JSON", "INVALID_JSON_DESCRIPTION")]
    [InlineData("{}", "These fields are required: [States, StartAt] at /")]
    [InlineData("""{"StartAt": "X", "States": {"A": {"Type": "Succeed"}}}""", "Missing 'StartAt' target: X at /StartAt")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "QueryLanguage": "JSONata"}""", "QueryLanguage 'JSONata' is not supported by the local cloud: only JSONPath is at /QueryLanguage")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Version": "2.0"}""", "Version '2.0' is not supported: only 1.0 exists at /Version")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "TimeoutSeconds": 0}""", "Expected an integer from 1 to 99999999 at /TimeoutSeconds")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Sates": 1}""", "The field 'Sates' is not supported here at /Sates")]
    public void Machine_ThatIsWrong_IsRefusedWithTheField(string definition, string message) => Refused(definition, message);

    [Theory]
    [InlineData("{}", "These fields are required: [Type] at /States/A")]
    [InlineData("""{"Type": "Loop"}""", "'Loop' is not a type of state: expected Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map at /States/A/Type")]
    [InlineData("""{"Type": "Pass"}""", "MISSING_TRANSITION_TARGET: Missing 'Next' or 'End': true at /States/A")]
    [InlineData("""{"Type": "Pass", "Next": "B"}""", "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next")]
    [InlineData("""{"Type": "Pass", "Next": "A", "End": true}""", "The fields 'Next' and 'End' exclude each other at /States/A")]
    [InlineData("""{"Type": "Pass", "End": true, "Parameters": {"x.$": "y"}}""", "The value for the field 'Parameters' is not valid")]
    [InlineData("""{"Type": "Pass", "End": true, "Parameters": {"x.$": 1}}""", "the value of 'x.$' must be a string with a JSONPath or an intrinsic function")]
    [InlineData("""{"Type": "Pass", "End": true, "InputPath": "$.a["}""", "The value for the field 'InputPath' is not valid")]
    [InlineData("""{"Type": "Pass", "End": true, "ResultPath": "$.a[*]"}""", "'$.a[*]' is not a reference path at /States/A/ResultPath")]
    [InlineData("""{"Type": "Pass", "End": true, "Assign": {"x": 1}}""", "variables (Assign) are not supported by the local cloud at /States/A/Assign")]
    [InlineData("""{"Type": "Pass", "End": true, "QueryLanguage": "JSONata"}""", "QueryLanguage 'JSONata' is not supported by the local cloud: only JSONPath is at /States/A/QueryLanguage")]
    [InlineData("""{"Type": "Pass", "End": true, "Resutl": 1}""", "The field 'Resutl' is not supported here at /States/A/Resutl")]
    [InlineData("""{"Type": "Wait", "End": true}""", "Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath] at /States/A")]
    [InlineData("""{"Type": "Wait", "End": true, "Timestamp": "tomorrow"}""", "'tomorrow' is not an ISO-8601 date and time with an offset at /States/A/Timestamp")]
    [InlineData("""{"Type": "Fail", "Error": "E", "ErrorPath": "$.e"}""", "The fields 'Error' and 'ErrorPath' exclude each other at /States/A")]
    [InlineData("""{"Type": "Choice"}""", "These fields are required: [Choices] at /States/A")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "Next": "A"}]}""", "A rule needs exactly one comparison operator, but has [] at /States/A/Choices[0]")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "NumericEquals": "1", "Next": "A"}]}""", "Expected a number at /States/A/Choices[0]/NumericEquals")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "TimestampEquals": "now", "Next": "A"}]}""", "is not an ISO-8601 date and time with an offset at /States/A/Choices[0]/TimestampEquals")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}]}""", "Missing 'Choices[0]/Next' target: B at /States/A/Choices[0]/Next")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "A"}], "Default": "C"}""", "Missing 'Default' target: C at /States/A/Default")]
    [InlineData("""{"Type": "Task", "End": true}""", "These fields are required: [Resource] at /States/A")]
    [InlineData("""{"Type": "Task", "End": true, "Resource": "arn:aws:states:::aws-sdk:s3:getObject"}""", "AWS SDK integrations are not supported by the local cloud: arn:aws:states:::aws-sdk:s3:getObject at /States/A/Resource")]
    [InlineData("""{"Type": "Task", "End": true, "Resource": "arn:aws:states:eu-west-1:0:activity:a"}""", "Activities are not supported by the local cloud: arn:aws:states:eu-west-1:0:activity:a at /States/A/Resource")]
    [InlineData("""{"Type": "Map", "End": true}""", "These fields are required: [ItemProcessor] at /States/A")]
    [InlineData("""{"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "S", "States": {"S": {"Type": "Succeed"}}}}""", "Mode 'DISTRIBUTED' is not supported by the local cloud: Map states run INLINE at /States/A/ItemProcessor/ProcessorConfig/Mode")]
    [InlineData("""{"Type": "Map", "End": true, "ToleratedFailureCount": 1, "ItemProcessor": {"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}}""", "ToleratedFailureCount belongs to distributed Map states, which are not supported by the local cloud at /States/A/ToleratedFailureCount")]
    [InlineData("""{"Type": "Parallel", "End": true, "Branches": [{"StartAt": "S", "States": {"S": {"Type": "Pass", "Next": "A"}}}]}""", "Missing 'Next' target: A at /States/A/Branches[0]/States/S/Next")]
    [InlineData("""{"Type": "Parallel", "End": true, "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}""", "DUPLICATE_STATE_NAME: Duplicate state name: A")]
    public void State_ThatIsWrong_IsRefusedWithStateAndField(string state, string message) =>
        Refused($$"""{"StartAt": "A", "States": {"A": {{state}} } }""", message);

    [Theory]
    [InlineData("""
        "Retry": [{"ErrorEquals": []}]
        """, "Expected a non-empty array of error names at /States/A/Retry[0]/ErrorEquals")]
    [InlineData("""
        "Retry": [{"ErrorEquals": ["States.ALL", "E"]}]
        """, "States.ALL must stand alone, and in the last entry at /States/A/Retry[0]/ErrorEquals")]
    [InlineData("""
        "Retry": [{"ErrorEquals": ["E"], "BackoffRate": 0.5}]
        """, "Expected a number of at least 1.0 at /States/A/Retry[0]/BackoffRate")]
    [InlineData("""
        "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 10, "MaxDelaySeconds": 5}]
        """, "MaxDelaySeconds must not be smaller than IntervalSeconds at /States/A/Retry[0]/MaxDelaySeconds")]
    [InlineData("""
        "Retry": [{"ErrorEquals": ["E"], "JitterStrategy": "HALF"}]
        """, "'HALF' is not a JitterStrategy: expected FULL or NONE at /States/A/Retry[0]/JitterStrategy")]
    [InlineData("""
        "Retry": [{"ErrorEquals": ["E"], "MaxAttempt": 1}]
        """, "The field 'MaxAttempt' is not supported here at /States/A/Retry[0]/MaxAttempt")]
    [InlineData("""
        "Catch": [{"ErrorEquals": ["E"]}]
        """, "These fields are required: [Next] at /States/A/Catch[0]")]
    [InlineData("""
        "Catch": [{"ErrorEquals": ["E"], "Next": "B"}]
        """, "Missing 'Catch[0]/Next' target: B at /States/A/Catch[0]/Next")]
    [InlineData("""
        "TimeoutSeconds": 5, "HeartbeatSeconds": 5
        """, "HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds")]
    [InlineData("""
        "TimeoutSeconds": 5, "TimeoutSecondsPath": "$.t"
        """, "The fields 'TimeoutSeconds' and 'TimeoutSecondsPath' exclude each other at /States/A")]
    public void Task_WithAWrongHandler_IsRefusedWithStateAndField(string fields, string message) =>
        Refused($$"""{"StartAt": "A", "States": {"A": { {{Publish}}, "End": true, {{fields}} } } }""", message);

    [Fact]
    public void Definition_WithSeveralProblems_NamesAllOfThem()
    {
        var refused = Assert.Throws<InvalidDefinitionException>(() => Read("""{"StartAt": "A", "States": {"A": {"Type": "Pass"}, "B": {"Type": "Nope"}}}"""));
        Assert.Equal(["/States/A", "/States/B/Type"], refused.Problems.Select(problem => problem.Location));
        Assert.StartsWith("Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: ", refused.Message);
    }

    private static void Refused(string definition, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDefinitionException>(() => Read(definition)).Message);

    private static StateMachineDefinition Read(string definition) => new DefinitionReader(new TaskIntegrations([new ScriptedTasks()]).Refuse).Read(definition);
}
