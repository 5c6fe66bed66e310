namespace Cdk;

/// <summary>
/// Behaviours of the CDK that are chosen by context. They stand here and not in cdk.json, so that a synth
/// without the CDK CLI gives the same template.
/// </summary>
internal static class ContextDefaults
{
    public static Dictionary<string, object> Values => new()
    {
        ["aws:cdk:enable-path-metadata"] = true,
        ["@aws-cdk/aws-iam:minimizePolicies"] = true,
        ["@aws-cdk/aws-iam:standardizedServicePrincipals"] = true,
        ["@aws-cdk/aws-apigateway:requestValidatorUniqueId"] = true,
        ["@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption"] = true,
        ["@aws-cdk/core:checkSecretUsage"] = true,
    };
}
