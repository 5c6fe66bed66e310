using Local;
using Local.Endpoint;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>A shop that goes on from what an earlier one left in a folder.</summary>
/// <param name="loseSagaStarts">Refuse every start of the saga, TakePayment's and the stream's.</param>
internal sealed class KeptShop(string folder, bool loseSagaStarts = false) : Shop
{
    public static async Task<KeptShop> OpenAsync(string folder, bool loseSagaStarts = false)
    {
        var shop = new KeptShop(folder, loseSagaStarts);
        await shop.InitializeAsync();
        return shop;
    }

    protected override LocalCloudOptions Options => base.Options with
    {
        DataFolder = folder,
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
