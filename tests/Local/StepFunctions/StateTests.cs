using Local.StepFunctions.Engine;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class StateTests
{
    private readonly Simulation simulation = new();

    [Theory]
    [InlineData("\"Result\": {\"r\": 1}", """{"r": 1}""")]
    [InlineData("\"Result\": 1, \"ResultPath\": \"$.r\"", """{"a": {"b": 2}, "r": 1}""")]
    [InlineData("\"Result\": 1, \"ResultPath\": null", """{"a": {"b": 2}}""")]
    [InlineData("\"InputPath\": \"$.a\"", """{"b": 2}""")]
    [InlineData("\"InputPath\": null", "{}")]
    [InlineData("\"OutputPath\": \"$.a.b\"", "2")]
    [InlineData("\"OutputPath\": null", "{}")]
    [InlineData("\"InputPath\": \"$.a\", \"Parameters\": {\"x.$\": \"$.b\", \"y\": [{\"z.$\": \"$.b\"}]}, \"ResultPath\": \"$.p\"", """{"a": {"b": 2}, "p": {"x": 2, "y": [{"z": 2}]}}""")]
    [InlineData("\"Parameters\": {\"name.$\": \"$$.State.Name\", \"machine.$\": \"$$.StateMachine.Name\", \"at.$\": \"$$.Execution.StartTime\"}", """{"name": "A", "machine": "saga", "at": "2025-07-06T22:57:00.000Z"}""")]
    public void Pass_ShapesItsOutput(string fields, string output) => Expect.Succeeded(
        simulation.RunStates("A", $$""" "A": {"Type": "Pass", {{fields}}, "End": true} """, """{"a": {"b": 2}}"""), output);

    [Theory]
    [InlineData("\"InputPath\": \"$.no\"", "Invalid path '$.no' : No results for path: $['no']")]
    [InlineData("\"OutputPath\": \"$.no.such\"", "Invalid path '$.no.such' : Missing property in path $['no']")]
    [InlineData("\"Parameters\": {\"v.$\": \"$.no\"}", "The JSONPath '$.no' specified for the field 'v.$' could not be found in the input '{\"a\":1}'")]
    public void Path_ThatLeadsNowhere_FailsTheExecutionAndNamesTheState(string fields, string cause)
    {
        var execution = simulation.RunStates("A", $$""" "A": {"Type": "Pass", {{fields}}, "End": true} """, """{"a":1}""");
        Expect.Failed(execution, "States.Runtime");
        Assert.Equal($"An error occurred while executing the state 'A' (entered at the event id #2). {cause}", execution.Cause);
    }

    [Theory]
    [InlineData("\"Variable\": \"$.n\", \"NumericEquals\": 5.0")]
    [InlineData("\"Variable\": \"$.n\", \"NumericGreaterThan\": 4.99")]
    [InlineData("\"Variable\": \"$.n\", \"NumericLessThanEqualsPath\": \"$.m\"")]
    [InlineData("\"Variable\": \"$.s\", \"StringEquals\": \"text\"")]
    [InlineData("\"Variable\": \"$.s\", \"StringLessThan\": \"texu\"")]
    [InlineData("\"Variable\": \"$.s\", \"StringMatches\": \"t*t\"")]
    [InlineData("\"Variable\": \"$.star\", \"StringMatches\": \"a\\\\*b\"")]
    [InlineData("\"Variable\": \"$.b\", \"BooleanEquals\": true")]
    [InlineData("\"Variable\": \"$.t\", \"TimestampLessThan\": \"2025-01-01T00:00:00+01:00\"")]
    [InlineData("\"Variable\": \"$.t\", \"IsTimestamp\": true")]
    [InlineData("\"Variable\": \"$.s\", \"IsTimestamp\": false")]
    [InlineData("\"Variable\": \"$.z\", \"IsNull\": true")]
    [InlineData("\"Variable\": \"$.no\", \"IsPresent\": false")]
    [InlineData("\"Variable\": \"$$.State.Name\", \"StringEquals\": \"A\"")]
    [InlineData("\"Not\": {\"Variable\": \"$.s\", \"NumericEquals\": 5}")]
    [InlineData("\"And\": [{\"Variable\": \"$.n\", \"IsNumeric\": true}, {\"Or\": [{\"Variable\": \"$.n\", \"NumericEquals\": 1}, {\"Variable\": \"$.s\", \"IsString\": true}]}]")]
    public void Choice_WhoseRuleHolds_FollowsIt(string rule) => Expect.Succeeded(Choose(rule), "\"rule\"");

    [Theory]
    [InlineData("\"Variable\": \"$.n\", \"StringEquals\": \"5\"")]
    [InlineData("\"Variable\": \"$.s\", \"NumericEquals\": 5")]
    [InlineData("\"Variable\": \"$.z\", \"BooleanEquals\": false")]
    [InlineData("\"Variable\": \"$.s\", \"StringMatches\": \"t*x\"")]
    [InlineData("\"Variable\": \"$.s\", \"StringMatches\": \"t\\\\*t\"")]
    [InlineData("\"Variable\": \"$.s\", \"TimestampEquals\": \"2024-12-31T23:00:00Z\"")]
    public void Choice_WhoseRuleDoesNotHold_FollowsTheDefault(string rule) => Expect.Succeeded(Choose(rule), "\"default\"");

    [Fact]
    public void Choice_WithoutAMatchOrDefault_FailsWithNoChoiceMatched() => Expect.Failed(
        simulation.RunStates("A", """ "A": {"Type": "Choice", "Choices": [{"Variable": "$", "IsNull": true, "Next": "A"}]} """), "States.NoChoiceMatched");

    [Fact]
    public void Choice_OnAMissingVariable_FailsTheExecution() => Expect.Failed(
        simulation.RunStates("A", """ "A": {"Type": "Choice", "Choices": [{"Variable": "$.no", "IsNull": true, "Next": "A"}], "Default": "A"} """), "States.Runtime");

    [Theory]
    [InlineData("\"Seconds\": 90", 90)]
    [InlineData("\"SecondsPath\": \"$.seconds\"", 3)]
    [InlineData("\"Timestamp\": \"2025-07-06T23:57:00Z\"", 3600)]
    [InlineData("\"TimestampPath\": \"$.at\"", 60)]
    [InlineData("\"Timestamp\": \"2020-01-01T00:00:00Z\"", 0)]
    [InlineData("\"Seconds\": 31536000", 31536000)]
    public void Wait_LeavesAtItsTime(string field, double seconds)
    {
        var execution = simulation.RunStates("A", $$""" "A": {"Type": "Wait", {{field}}, "End": true} """, """{"seconds": 3, "at": "2025-07-07T00:58:00+02:00"}""");
        Assert.Equal([seconds], execution.SecondsOf("WaitStateExited"));
    }

    [Theory]
    [InlineData("-1", "The SecondsPath parameter references a negative value: $.s == -1")]
    [InlineData("1.5", "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5")]
    public void Wait_ForAnImpossibleTime_FailsTheExecution(string seconds, string cause)
    {
        var execution = simulation.RunStates("A", """ "A": {"Type": "Wait", "SecondsPath": "$.s", "End": true} """, $$"""{"s": {{seconds}}}""");
        Expect.Failed(execution, "States.Runtime");
        Assert.EndsWith(cause, execution.Cause);
    }

    [Fact]
    public void Fail_WithPaths_TakesErrorAndCauseFromTheInput()
    {
        var execution = simulation.RunStates(
            "A", """ "A": {"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('because {}', $.c)"} """, """{"e": "Refused", "c": "x"}""");
        Expect.Failed(execution, "Refused");
        Assert.Equal("because x", execution.Cause);
    }

    [Fact]
    public void Parallel_CollectsTheOutputsOfItsBranchesInOrder()
    {
        var execution = simulation.RunStates("P", """
            "P": {"Type": "Parallel", "End": true, "ResultPath": "$.all", "Branches": [
              {"StartAt": "Slow", "States": {"Slow": {"Type": "Wait", "Seconds": 9, "Next": "One"}, "One": {"Type": "Pass", "Result": 1, "End": true}}},
              {"StartAt": "Two", "States": {"Two": {"Type": "Pass", "Result": 2, "End": true}}}]}
            """, """{"in": 0}""");
        Expect.Succeeded(execution, """{"in": 0, "all": [1, 2]}""");
    }

    [Fact]
    public void Parallel_WhoseBranchFails_StopsTheOthersAndCanBeCaught()
    {
        var execution = simulation.RunStates("P", """
            "P": {"Type": "Parallel", "End": true, "Catch": [{"ErrorEquals": ["Broken"], "Next": "Caught", "ResultPath": "$.error"}], "Branches": [
              {"StartAt": "Slow", "States": {"Slow": {"Type": "Wait", "Seconds": 9, "End": true}}},
              {"StartAt": "Bad", "States": {"Bad": {"Type": "Fail", "Error": "Broken", "Cause": "c"}}}]},
            "Caught": {"Type": "Pass", "End": true}
            """);
        Expect.Succeeded(execution, """{"error": {"Error": "Broken", "Cause": "c"}}""");
        Assert.Equal(
            ["ExecutionStarted", "ParallelStateEntered", "ParallelStateStarted", "WaitStateEntered", "FailStateEntered", "WaitStateAborted",
             "ParallelStateFailed", "ParallelStateExited", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"], execution.Types());
    }

    [Fact]
    public void Map_RunsItsProcessorForEachItem_AndSelectsFromItemAndInput()
    {
        var execution = simulation.RunStates("M", """
            "M": {"Type": "Map", "End": true, "ItemsPath": "$.items", "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "k.$": "$.k"},
                  "ItemProcessor": {"StartAt": "S", "States": {"S": {"Type": "Pass", "Parameters": {"seen.$": "$$.Map.Item.Value", "in.$": "$"}, "End": true}}}}
            """, """{"items": ["a", "b"], "k": 1}""");
        Expect.Succeeded(execution, """[{"seen": "a", "in": {"i": 0, "v": "a", "k": 1}}, {"seen": "b", "in": {"i": 1, "v": "b", "k": 1}}]""");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 8)]
    [InlineData(3, 4)]
    public void Map_RunsNoMoreIterationsAtOnceThanItMay(int concurrency, double seconds)
    {
        var execution = simulation.RunStates("M", $$"""
            "M": {"Type": "Map", "End": true, "MaxConcurrency": {{concurrency}},
                  "ItemProcessor": {"StartAt": "S", "States": {"S": {"Type": "Wait", "Seconds": 2, "End": true} } } }
            """, "[1, 2, 3, 4]");
        Assert.Equal([seconds], execution.SecondsOf("MapStateSucceeded"));
    }

    [Fact]
    public void Map_OverSomethingElseThanAnArray_FailsTheExecution() => Expect.Failed(
        simulation.RunStates("M", """ "M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}} """), "States.Runtime");

    [Fact]
    public void Map_OverNothing_SucceedsWithNothing() => Expect.Succeeded(
        simulation.RunStates("M", """ "M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}} """, "[]"), "[]");

    private Execution Choose(string rule) => simulation.RunStates("A", $$"""
        "A": {"Type": "Choice", "Choices": [{ {{rule}}, "Next": "Rule"}], "Default": "Default"},
        "Rule": {"Type": "Pass", "Result": "rule", "End": true}, "Default": {"Type": "Pass", "Result": "default", "End": true}
        """, """{"n": 5, "m": 5.5, "s": "text", "star": "a*b", "b": true, "z": null, "t": "2024-12-31T22:59:59.5Z"}""");
}
