using System.Text.Json.Nodes;

namespace Local.Template;

/// <summary>What templates see of the place they are deployed to.</summary>
/// <param name="PublicUrl">The address of the public port, put in the place of <see cref="PublicPlaceholder"/>.</param>
public sealed record TemplateEnvironment(string Region, string AccountId, string PublicUrl)
{
    /// <summary>Stands in a synthesized template for the address of the public port, so that the template is the same for every port.</summary>
    public const string PublicPlaceholder = "http://public.local.invalid";

    /// <summary>Values of outputs that other stacks import, by export name.</summary>
    public Dictionary<string, string> Exports { get; } = new(StringComparer.Ordinal);

    internal string Localize(string text) => text.Replace(PublicPlaceholder, PublicUrl, StringComparison.Ordinal);

    /// <summary>The value of a pseudo parameter; null for <c>AWS::NoValue</c>.</summary>
    internal bool TryPseudoParameter(string name, string stack, out JsonNode? value)
    {
        value = name switch
        {
            "AWS::Region" => Region,
            "AWS::AccountId" => AccountId,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            "AWS::StackName" => stack,
            "AWS::StackId" => $"arn:aws:cloudformation:{Region}:{AccountId}:stack/{stack}/local",
            "AWS::NotificationARNs" => new JsonArray(),
            _ => null,
        };
        return value is not null || name == "AWS::NoValue";
    }
}
