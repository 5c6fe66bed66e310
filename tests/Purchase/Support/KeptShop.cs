using Local;
using Local.Endpoint;
using Local.Faults;
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

    protected override LocalCloudOptions Options => base.Options with
    {
        DataFolder = folder,
        Faults = new FaultPlan(0, faults),
        Configure = services =>
        {
            if (loseSagaStarts)
                services.AddSingleton<ICallAuthorizer, NoSagaStarts>();
        },
    };

    private sealed class NoSagaStarts : ICallAuthorizer
    {
        public string? Refuse(string service, AwsCall call) => call.Operation == "StartExecution" ? "Not now." : null;
    }
}
