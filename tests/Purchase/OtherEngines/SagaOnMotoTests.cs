using Local.Deployment;
using Local.Endpoint;
using Local.Iam;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests.OtherEngines;

/// <summary>The saga in an interpreter that nobody here wrote. Each test has a server of its own: moto's takes one start of a machine only.</summary>
public class SagaOnMotoTests
{
    [SkippableFact]
    public Task NewBuyer_IsChargedOnce_AndGetsTheLogin() => InAShopAsync(async shop =>
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);

        Assert.NotEmpty(await shop.LoginTokenAsync(purchase));
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
        Assert.Single(await shop.WaitForEmailsAsync(email, 1));
    });

    [SkippableFact]
    public Task BlockedBuyer_IsRefundedOnce() => InAShopAsync(async shop =>
    {
        var email = Shop.NewEmail("blocked.example");
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "REFUNDED");

        var money = await shop.MoneyOfAsync(purchase.PurchaseId);
        Assert.Single(money.Charges);
        Assert.Single(money.Refunds);
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "CANCELLED");
        Assert.Single(await shop.WaitForEmailsAsync(email, 1));
    });

    private static async Task InAShopAsync(Func<Shop, Task> test)
    {
        var shop = new ShopWithSagaAtMoto().OrSkip();
        try
        {
            await shop.InitializeAsync();
            await test(shop);
        }
        finally
        {
            await shop.DisposeAsync();
        }
    }

    private sealed class ShopWithSagaAtMoto : MotoShop
    {
        protected override bool RunsSaga => true;

        protected override void Configure(IServiceCollection services)
        {
            base.Configure(services);
            services.Insert(0, ServiceDescriptor.Singleton<IResourceHandler, NoVersions>()); // the first that takes a type gets it
            services.AddSingleton<ICallAuthorizer>(
                provider => new StartsOfAnyVersion(ActivatorUtilities.CreateInstance<PolicyAuthorizer>(provider)));
        }
    }

    /// <summary>The right to start is one to start by the alias; where there is none, it can't be asked for.</summary>
    private sealed class StartsOfAnyVersion(ICallAuthorizer policies) : ICallAuthorizer
    {
        public Refusal? Refuse(string service, AwsCall call) => call.Operation == "StartExecution" ? null : policies.Refuse(service, call);
    }

    /// <summary>moto has no versions of state machines: version and alias are the machine itself.</summary>
    private sealed class NoVersions : IResourceHandler
    {
        private string machine = "";

        public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
        {
            ["AWS::StepFunctions::StateMachineVersion"] = (Fidelity.NotEmulated, "moto has none"),
            ["AWS::StepFunctions::StateMachineAlias"] = (Fidelity.NotEmulated, "moto has none for machines without versions"),
        };

        public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
        {
            machine = resource.Properties["StateMachineArn"]?.ToString() ?? machine;
            return Task.FromResult(new DeployedResource(machine, new Dictionary<string, string> { ["Arn"] = machine }));
        }
    }
}
