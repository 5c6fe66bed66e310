using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Cdk.Constructs;

namespace Cdk;

/// <summary>Keeps a contact in the CRM for every buyer. Owns what it knows of contacts, and was added later than everything else.</summary>
internal sealed class CrmSyncStack : ConsumerStack
{
    public CrmSyncStack(App app, ConsumerStackProps props) : base(app, props, "A contact in the CRM for every buyer")
    {
        var contacts = new ServiceTable(this, "Contacts", Config, new(Key: "contactKey"));
        var token = new Secret(this, "CrmToken", new SecretProps
        {
            Description = "The access token of the CRM's private app. Put the real one in place of the generated placeholder.",
            RemovalPolicy = Config.DataRemoval,
        });

        var sync = AddConsumer("CrmSync", new Hearing("crm-sync-subscription", Events: null), new()
        {
            ["CONTACTS_TABLE"] = contacts.TableName,
            ["CRM_API_URL"] = Config.CrmApiUrl,
            ["CRM_TOKEN_SECRET_ID"] = token.SecretArn,
        });
        sync.Allow(["dynamodb:UpdateItem"], on: contacts.TableArn);
        sync.Allow(["secretsmanager:GetSecretValue"], on: token.SecretArn);

        new CfnOutput(this, "CrmTokenSecretArn", new CfnOutputProps { Value = token.SecretArn });
    }
}
