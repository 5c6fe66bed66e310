using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Local.Tests.Cli;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>The local cloud's process is killed while people buy, and nothing is tidied up: started again, every purchase ends as promised.</summary>
public sealed partial class KilledTests : IDisposable
{
    private const int Kills = 3;
    private const int AnswersBeforeAKill = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [SkippableFact]
    public async Task KilledWhilePeopleBuy_EveryPurchaseEndsAsPromised()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Sends signals");
        StubbornBuyer[] buyers =
        [
            .. Enumerable.Range(0, 16).Select(_ => new StubbornBuyer(Shop.NewEmail(), "pm_card_visa")),
            .. Enumerable.Range(0, 4).Select(_ => new StubbornBuyer(Shop.NewEmail("blocked.example"), "pm_card_visa")),
            .. Enumerable.Range(0, 4).Select(_ => new StubbornBuyer(Shop.NewEmail(), "pm_card_chargeDeclined")),
        ];
        Random.Shared.Shuffle(buyers);

        for (var kill = 1; kill <= Kills; kill++)
        {
            using var program = await StartAsync();
            using var shop = ClientOf(program);
            var buying = Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync(shop)));
            await Wait.ForAsync("answers", () => Task.FromResult(
                buyers.Count(buyer => buyer.Answer is not null) >= kill * AnswersBeforeAKill ? "enough" : null));
            program.Send("KILL");
            await program.ExitCodeAsync();
            await buying;
        }

        using var last = await StartAsync();
        using var http = ClientOf(last);
        await Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync(http)));
        foreach (var buyer in buyers)
            await AuditAsync(http, buyer);
        var ledger = await http.GetFromJsonAsync<JsonElement>("/_local/ledger");
        Assert.Equal((20, 4), (ledger.GetProperty("charges").GetArrayLength(), ledger.GetProperty("refunds").GetArrayLength()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<ProgramProcess> StartAsync()
    {
        var program = new ProgramProcess("--quiet", "--port", "0", "--aws-port", "0", "--data", folder);
        await program.UntilReadyAsync();
        return program;
    }

    private static async Task AuditAsync(HttpClient http, StubbornBuyer buyer)
    {
        var status = await buyer.FinalStatusAsync(http);
        if (buyer.Card == "pm_card_chargeDeclined")
        {
            Assert.Equal("DECLINED", status);
            return;
        }
        var ledger = await http.GetFromJsonAsync<JsonElement>($"/_local/ledger?purchaseId={buyer.Answer!.PurchaseId}");
        var expected = buyer.Email.EndsWith("blocked.example", StringComparison.Ordinal) ? ("REFUNDED", 1, 1) : ("COMPLETED", 1, 0);
        Assert.Equal(expected, (status, ledger.GetProperty("charges").GetArrayLength(), ledger.GetProperty("refunds").GetArrayLength()));

        var letters = await Wait.ForAsync($"a letter to {buyer.Email}", async () =>
            (await http.GetFromJsonAsync<JsonElement>("/_local/outbox")).EnumerateArray()
                .Count(sent => sent.GetProperty("to")[0].GetString() == buyer.Email) is > 0 and var count ? $"{count}" : null);
        // A second one only when the process died between SES's taking the first and the note of it.
        Assert.InRange(int.Parse(letters, null), 1, 2);
    }

    private static HttpClient ClientOf(ProgramProcess program) =>
        new() { BaseAddress = new Uri(Address().Match(program.Output).Groups["url"].Value), Timeout = TimeSpan.FromSeconds(60) };

    [GeneratedRegex(@"^API\s+(?<url>http://\S+)api$", RegexOptions.Multiline)]
    private static partial Regex Address();
}
