namespace Cdk;

/// <summary>
/// Behaviours of the CDK that are chosen by context. They stand here and not in cdk.json, so that a synth
/// gives the same template with and without the CDK CLI.
/// </summary>
internal static class FixedContext
{
    public static Dictionary<string, object> Values => new()
    {
        ["aws:cdk:enable-path-metadata"] = true,
        ["aws:cdk:enable-asset-metadata"] = false,
        ["@aws-cdk/aws-iam:minimizePolicies"] = true,
        ["@aws-cdk/aws-iam:standardizedServicePrincipals"] = true,
        ["@aws-cdk/aws-apigateway:requestValidatorUniqueId"] = true,
        ["@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption"] = true,
        ["@aws-cdk/core:checkSecretUsage"] = true,
    };
}
