using Local.Data;
using Local.Deployment;
using Local.Endpoint;
using Local.StepFunctions.Api;
using Local.StepFunctions.Deployment;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;
using Local.StepFunctions.Machines;
using Local.StepFunctions.Persistence;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Local.StepFunctions;

/// <summary>Registers state machines: the interpreter, what its tasks can call, and the API.</summary>
internal static class StepFunctionsPart
{
    public static IServiceCollection AddStepFunctions(this IServiceCollection services, DataFolder data)
    {
        services.TryAddSingleton<IExecutionJournal>(provider => data.PathOf("executions.jsonl") is { } file
            ? new FileJournal(file, provider.GetRequiredService<TaskIntegrations>())
            : new NoJournal());
        return services
            .AddSingleton<AwsTaskClient>()
            .AddSingleton<ITaskIntegration, SnsIntegration>()
            .AddSingleton<ITaskIntegration, SqsIntegration>()
            .AddSingleton<ITaskIntegration, DynamoDbIntegration>()
            .AddSingleton<ITaskIntegration, LambdaIntegration>()
            .AddSingleton<TaskIntegrations>()
            .AddSingleton<TaskTokens>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<Interpreter>(provider, Random.Shared))
            .AddSingleton<ExecutionRunner>()
            .AddSingleton(RestoredExecutions)
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<StateMachines>(provider, Random.Shared))
            .AddSingleton<StateMachineOperations>()
            .AddSingleton<VersionOperations>()
            .AddSingleton<ExecutionOperations>()
            .AddSingleton<TaskOperations>()
            .AddSingleton<IAwsService, StepFunctionsService>()
            .AddSingleton<IPublicRoutes, ExecutionRoutes>()
            .AddSingleton<IResourceHandler, StateMachineResources>()
            .AddSingleton<ILocalPart, ResumeExecutions>();
    }

    private static Executions RestoredExecutions(IServiceProvider provider)
    {
        var executions = ActivatorUtilities.CreateInstance<Executions>(provider);
        executions.Restore(provider.GetRequiredService<IExecutionJournal>().Read());
        return executions;
    }
}
