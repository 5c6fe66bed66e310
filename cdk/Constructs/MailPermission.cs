using Amazon.CDK;
using Amazon.CDK.AWS.IAM;

namespace Cdk.Constructs;

/// <summary>The permission to write to customers.</summary>
internal static class MailPermission
{
    /// <summary>Lets a function send e-mails from the shop's address, and from no other.</summary>
    public static void AllowMail(this ServiceFunction function, PlatformConfig config) =>
        function.Function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["ses:SendRawEmail"],
            // In its sandbox SES asks for the permission on the recipient's identity too: the sender is what can be fixed.
            Resources = [Stack.Of(function).FormatArn(new ArnComponents { Service = "ses", Resource = "identity", ResourceName = "*" })],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, string> { ["ses:FromAddress"] = config.SenderAddress },
            },
        }));
}
