using Local.Deployment;
using Local.Endpoint;
using Local.Iam.Actions;

namespace Local.Iam;

/// <summary>Registers roles and policies, and holds calls against them.</summary>
internal static class IamPart
{
    public static IServiceCollection AddIam(this IServiceCollection services) => services
        .AddSingleton<PolicyRegistry>()
        .AddSingleton<IAccessRights, AccessRights>()
        .AddSingleton<ICallAuthorizer, PolicyAuthorizer>()
        .AddSingleton<IResourceHandler, IdentityResources>()
        .AddSingleton<ResourceArns>()
        .AddSingleton<ICallActions, DynamoDbActions>()
        .AddSingleton<ICallActions, KmsActions>()
        .AddSingleton<ICallActions, LambdaActions>()
        .AddSingleton<ICallActions, S3Actions>()
        .AddSingleton<ICallActions, SecretsManagerActions>()
        .AddSingleton<ICallActions, SesActions>()
        .AddSingleton<ICallActions, SnsActions>()
        .AddSingleton<ICallActions, SqsActions>()
        .AddSingleton<ICallActions, SsmActions>()
        .AddSingleton<ICallActions, StatesActions>();
}
