using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.StepFunctions;

namespace Platform.Configuration;

/// <summary>AWS clients whose timeouts fit inside a function's timeout, so that a stuck call ends in a retry and not in a killed process.</summary>
public static class Clients
{
    public static IAmazonDynamoDB DynamoDb() => new AmazonDynamoDBClient(Bounded(new AmazonDynamoDBConfig()));

    public static IAmazonStepFunctions StepFunctions() => new AmazonStepFunctionsClient(Bounded(new AmazonStepFunctionsConfig()));

    public static IAmazonSecretsManager SecretsManager() => new AmazonSecretsManagerClient(Bounded(new AmazonSecretsManagerConfig()));

    /// <summary>Invokes functions, each in one attempt: a second invocation beside a running first would only find it in flight.</summary>
    /// <param name="patienceSeconds">Longer than the slowest of these functions runs, shorter than the caller may.</param>
    public static IAmazonLambda Lambda(int patienceSeconds) => new AmazonLambdaClient(Once(new AmazonLambdaConfig(), patienceSeconds));

    /// <summary>Two seconds per attempt, three attempts.</summary>
    public static T Bounded<T>(T config) where T : ClientConfig
    {
        config.Timeout = TimeSpan.FromSeconds(2);
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 2;
        return config;
    }

    /// <summary>One attempt, of up to eight seconds if nothing else is said, for calls that must not act twice because an answer was slow.</summary>
    public static T Once<T>(T config, int seconds = 8) where T : ClientConfig
    {
        config.Timeout = TimeSpan.FromSeconds(seconds);
        config.MaxErrorRetry = 0;
        return config;
    }
}
