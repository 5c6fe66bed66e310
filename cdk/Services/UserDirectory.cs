using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the users.</summary>
internal sealed class UserDirectory : Construct
{
    public UserDirectory(Construct scope, Platform platform, SagaMachine saga) : base(scope, nameof(UserDirectory))
    {
        var users = new ServiceTable(this, "Users", platform.Config, new(Key: "pk"));

        var createUser = new EventConsumer(this, "UserDirectory/CreateUser", platform, new()
        {
            ["USERS_TABLE"] = users.TableName,
            ["BLOCKED_EMAIL_DOMAINS"] = platform.Config.BlockedEmailDomains,
        });
        createUser.Allow(["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], on: users.TableArn);
        saga.GrantAnswer(createUser);

        FindUser = new ServiceFunction(this, "UserDirectory/FindUser", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["USERS_TABLE"] = users.TableName,
        }));
        FindUser.Allow(["dynamodb:GetItem"], on: users.TableArn);
    }

    public ServiceFunction FindUser { get; }
}
