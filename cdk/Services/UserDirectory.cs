using Amazon.CDK.AWS.DynamoDB;
using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the users.</summary>
internal sealed class UserDirectory : Construct
{
    public UserDirectory(Construct scope, Platform platform, SagaMachine saga) : base(scope, nameof(UserDirectory))
    {
        Users = new ServiceTable(this, "Users", platform.Config, new(Key: "pk", Stream: StreamViewType.NEW_AND_OLD_IMAGES));

        var createUser = new EventConsumer(this, "UserDirectory/CreateUser", platform, new()
        {
            ["USERS_TABLE"] = Users.TableName,
            ["BLOCKED_EMAIL_DOMAINS"] = platform.Config.BlockedEmailDomains,
        });
        createUser.Allow(["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], on: Users.TableArn);
        saga.GrantAnswer(createUser);

        FindUser = new ServiceFunction(this, "UserDirectory/FindUser", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["USERS_TABLE"] = Users.TableName,
        }));
        FindUser.Allow(["dynamodb:GetItem"], on: Users.TableArn);

        NoteLogin = new NotifiedFunction(this, "UserDirectory/NoteLogin", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["USERS_TABLE"] = Users.TableName,
        }));
        NoteLogin.Allow(["dynamodb:UpdateItem"], on: Users.TableArn);
    }

    public ServiceTable Users { get; }

    public ServiceFunction FindUser { get; }

    public ServiceFunction NoteLogin { get; }
}
