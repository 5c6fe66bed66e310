using Local.Crm;
using Local.Tests.Cli;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>A shop that CrmSync is deployed into while people buy. It keeps its state in a folder, and can be opened anew.</summary>
public sealed class ShopWithCrm : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;
    private KeptShop kept = null!;

    public Shop Shop => kept;

    /// <summary>Who was allowed what, since the shop was opened last.</summary>
    public AccessRecord Record => kept.Record;

    /// <summary>The purchases that began before or during the deployment, one after the other, with no pause.</summary>
    public IReadOnlyList<CheckoutAnswer> DuringDeployment { get; private set; } = [];

    /// <summary>What <c>deploy</c> printed.</summary>
    public string Output { get; private set; } = "";

    public CrmFaults Faults => Shop.Cloud.Services.GetRequiredService<CrmFaults>();

    public IReadOnlyList<CrmContact> Contacts => Shop.Cloud.Services.GetRequiredService<CrmBooks>().All;

    public async Task InitializeAsync()
    {
        kept = await KeptShop.OpenAsync(folder);
        using var deploy = new ProgramProcess("deploy", "CrmSync", "--port", $"{Shop.Cloud.PublicUrl.Port}");
        var end = deploy.ExitCodeAsync(TimeSpan.FromMinutes(5));
        var purchases = new List<CheckoutAnswer>();
        do
            purchases.Add(await Shop.BuyAsync());
        while (!end.IsCompleted);
        Output = deploy.Output;
        Assert.True(await end == 0, Output);
        DuringDeployment = purchases;
    }

    /// <summary>Stops everything and starts it again on the same folder.</summary>
    public async Task ReopenAsync()
    {
        await Shop.DisposeAsync();
        kept = await KeptShop.OpenAsync(folder);
    }

    public Task<CrmContact> WaitForContactAsync(string email, string status) => Wait.ForAsync($"{status} in the CRM", () => Task.FromResult(
        Contacts.SingleOrDefault(contact => contact.Properties["email"] == email && contact.Properties["saas_status"] == status)));

    public async Task DisposeAsync()
    {
        await Shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
