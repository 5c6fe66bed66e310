using Local.Deployment;
using Local.Endpoint;

namespace Local.DynamoDb;

/// <summary>Registers DynamoDB and its streams.</summary>
internal static class DynamoDbPart
{
    public static IServiceCollection AddDynamoDb(this IServiceCollection services) => services
        .AddSingleton<IAwsService, DynamoDbService>()
        .AddSingleton<IResourceHandler, TableResources>();
}
