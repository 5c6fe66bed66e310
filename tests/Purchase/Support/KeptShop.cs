using Local;
using Local.Endpoint;
using Local.Faults;
using Local.Iam;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>A shop that goes on from what an earlier one left in a folder.</summary>
/// <param name="loseSagaStarts">Refuse every start of the saga, TakePayment's and the stream's.</param>
/// <param name="faults">What goes wrong.</param>
internal sealed class KeptShop(string folder, bool loseSagaStarts, params FaultRule[] faults) : Shop
{
    public static async Task<KeptShop> OpenAsync(string folder, bool loseSagaStarts = false, params FaultRule[] faults)
    {
        var shop = new KeptShop(folder, loseSagaStarts, faults);
        await shop.InitializeAsync();
        return shop;
    }

    public AccessRecord Record { get; } = new();

    protected override LocalCloudOptions Options => base.Options with
    {
        DataFolder = folder,
        Faults = new FaultPlan(0, faults),
        Configure = services =>
        {
            services.AddSingleton<IAccessObserver>(Record);
            if (loseSagaStarts)
                services.AddSingleton<ICallAuthorizer>(provider => new NoSagaStarts(ActivatorUtilities.CreateInstance<PolicyAuthorizer>(provider)));
        },
    };

    private sealed class NoSagaStarts(ICallAuthorizer policies) : ICallAuthorizer
    {
        public Refusal? Refuse(string service, AwsCall call) =>
            call.Operation == "StartExecution" ? new Refusal("Not now.", "states:StartExecution") : policies.Refuse(service, call);
    }
}
