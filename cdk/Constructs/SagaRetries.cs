using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Contracts;

namespace Cdk.Constructs;

/// <summary>How long the saga repeats what failed. The jitter keeps executions that failed together from returning together.</summary>
internal static class SagaRetries
{
    /// <summary>Troubles of the topic, by name: the refusal of a participant has a name of its own and is never repeated.</summary>
    private static readonly string[] TopicTroubles =
    [
        "SNS.AmazonSNSException",
        "SNS.InternalErrorException",
        "SNS.ThrottledException",
        "SNS.KMSThrottlingException",
        "SNS.SdkClientException",
    ];

    public static RetryProps PublishForAnHour() => WithBackoff(TopicTroubles, maxDelaySeconds: 60, maxAttempts: 65);

    public static RetryProps PublishForADay() => WithBackoff(TopicTroubles, maxDelaySeconds: 300, maxAttempts: 300);

    /// <summary>
    /// The money is somewhere: from a quarter of a minute to six hours apart, thirty times, which is five days. Without jitter, so that it is
    /// five days.
    /// </summary>
    public static RetryProps RefundForFiveDays() => new()
    {
        Errors = [SagaErrors.RefundUnresolved, SagaErrors.ConsumerFailed],
        Interval = Duration.Seconds(15),
        BackoffRate = 2,
        MaxDelay = Duration.Hours(6),
        MaxAttempts = 30,
    };

    public static RetryProps AnythingForADay() => WithBackoff(["States.ALL"], maxDelaySeconds: 300, maxAttempts: 300);

    /// <summary>The purchase has another status than the saga can follow: repeating doesn't help, a person has to look.</summary>
    public static RetryProps NeverARefusedCondition() =>
        new() { Errors = ["DynamoDB.ConditionalCheckFailedException"], MaxAttempts = 0 };

    private static RetryProps WithBackoff(string[] errors, int maxDelaySeconds, int maxAttempts) => new()
    {
        Errors = errors,
        Interval = Duration.Seconds(1),
        BackoffRate = 2,
        MaxDelay = Duration.Seconds(maxDelaySeconds),
        MaxAttempts = maxAttempts,
        JitterStrategy = JitterType.FULL,
    };
}
