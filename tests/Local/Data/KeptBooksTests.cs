using System.Text;
using System.Text.Json;
using Local.Data;
using Local.Tests.Stripe;

namespace Local.Tests.Data;

/// <summary>The payment sandbox after a restart, and after a kill while its journal was written.</summary>
public sealed class KeptBooksTests : IDisposable
{
    private static readonly (string, string)[] Charge =
    [
        ("amount", "9999"), ("currency", "usd"), ("payment_method", "pm_card_visa"), ("allowed_payment_method_types[]", "card"),
        ("confirm", "true"), ("metadata[purchase_id]", "pur_1"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    private string Journal => Path.Combine(folder, "stripe.jsonl");

    [Fact]
    public async Task Ledger_IsTheSame_AfterARestart()
    {
        string before = "";
        await WithSandboxAsync(async sandbox =>
        {
            var intent = await IntentAsync(await sandbox.PostAsync("payment_intents", "charge-1", Charge));
            await sandbox.PostAsync("refunds", "refund-1", ("payment_intent", intent), ("amount", "100"));
            await sandbox.PostAsync("payment_intents", "declined", [.. Charge.Where(field => field.Item1 != "payment_method"), ("payment_method", "pm_card_chargeDeclined")]);
            before = JsonSerializer.Serialize(sandbox.Ledger.Read());
        });

        await WithSandboxAsync(sandbox =>
        {
            Assert.Equal(before, JsonSerializer.Serialize(sandbox.Ledger.Read()));
            Assert.Equal("charge-1", Assert.Single(sandbox.Ledger.Read("pur_1").Charges).IdempotencyKey);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task RepeatedRequest_GetsTheSameBytes_AfterARestart_AndMovesNoMoney()
    {
        byte[] first = [];
        await WithSandboxAsync(async sandbox =>
            first = await (await sandbox.PostAsync("payment_intents", "key", Charge)).Content.ReadAsByteArrayAsync());

        await WithSandboxAsync(async sandbox =>
        {
            var repeated = await sandbox.PostAsync("payment_intents", "key", Charge);
            Assert.Equal(first, await repeated.Content.ReadAsByteArrayAsync());
            Assert.Equal("true", repeated.Headers.GetValues("Idempotent-Replayed").Single());
            Assert.Single(sandbox.Ledger.Read().Charges);

            var other = await sandbox.PostAsync("payment_intents", "key", [("amount", "1"), .. Charge[1..]]);
            Assert.Contains("idempotency_error", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        });
    }

    /// <summary>A charge without the answer of its key would be charged a second time by the repetition.</summary>
    [Fact]
    public async Task KilledWhileItWrote_TheRepetitionChargesOnce()
    {
        await WithSandboxAsync(sandbox => sandbox.PostAsync("payment_intents", "key", Charge));
        var whole = File.ReadAllBytes(Journal);
        Assert.Contains("pur_1", Encoding.UTF8.GetString(whole), StringComparison.Ordinal);

        // Some places within lines, and the end of each line.
        var cuts = Enumerable.Range(0, whole.Length + 1).Where(length => length % 97 == 0 || (length > 0 && whole[length - 1] == '\n'));
        foreach (var length in cuts)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            await WithSandboxAsync(async sandbox =>
            {
                (await sandbox.PostAsync("payment_intents", "key", Charge)).EnsureSuccessStatusCode();
                Assert.Single(sandbox.Ledger.Read().Charges);
            });
        }
    }

    [Fact]
    public async Task Keys_AreForgottenAfterADay_InTheFileToo()
    {
        await WithSandboxAsync(async sandbox =>
        {
            await sandbox.PostAsync("payment_intents", "old", Charge);
            sandbox.Time.Advance(TimeSpan.FromHours(25));
            await sandbox.PostAsync("payment_intents", "new", Charge);
        });

        await WithSandboxAsync(_ => Task.CompletedTask);
        var left = File.ReadAllText(Journal);
        Assert.Contains("\"key new\"", left, StringComparison.Ordinal);
        Assert.DoesNotContain("\"key old\"", left, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task WithSandboxAsync(Func<RunningSandbox, Task> act)
    {
        using var data = DataFolder.Open(folder);
        using var sandbox = new RunningSandbox(data);
        await sandbox.InitializeAsync();
        await act(sandbox);
        await sandbox.DisposeAsync();
    }

    private static async Task<string> IntentAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
}
