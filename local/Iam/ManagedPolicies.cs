using System.Text.Json.Nodes;

namespace Local.Iam;

/// <summary>The policies of AWS that the CDK's own constructs attach to roles (AWS Managed Policy Reference).</summary>
internal static class ManagedPolicies
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] =
            """["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]""",
        ["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"] =
            """
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents",
             "logs:GetLogEvents", "logs:FilterLogEvents"]
            """,
    };

    /// <summary>Its statements; null for a policy that isn't known here.</summary>
    public static IReadOnlyList<PolicyStatement>? Find(string arn) => Actions.TryGetValue(arn, out var actions)
        ? PolicyStatement.Parse(
            JsonNode.Parse($$"""{"Statement": [{"Effect": "Allow", "Action": {{actions}}, "Resource": "*"}]}"""), ofResource: false)
        : null;
}
