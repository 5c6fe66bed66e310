using Amazon.DynamoDBv2;
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

    /// <summary>Two seconds per attempt, three attempts.</summary>
    public static T Bounded<T>(T config) where T : ClientConfig
    {
        config.Timeout = TimeSpan.FromSeconds(2);
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 2;
        return config;
    }

    /// <summary>One attempt of up to eight seconds, for calls that must not act twice because an answer was slow.</summary>
    public static T Once<T>(T config) where T : ClientConfig
    {
        config.Timeout = TimeSpan.FromSeconds(8);
        config.MaxErrorRetry = 0;
        return config;
    }
}
