using System.CommandLine;
using Analytics.DuckDb;
using Analytics.Lake;
using Analytics.Storage;
using Local.Cli;
using Local.Ops.Facts;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Email;
using Platform.Secrets;

namespace Local.Ops.Verbs;

/// <summary><c>ops forget</c>: removes a person from the lake, and says what production has to keep.</summary>
internal static class ForgetVerb
{
    public static Command Create(OpsSessions sessions)
    {
        var address = new Argument<string>("email") { Description = "The person's address" };
        address.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !EmailAddress.TryParse(token.Value, out _))
                result.AddError("That is no e-mail address.");
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be removed, and remove nothing" };
        var command = new Command("forget", "Removes a person from the lake; says what the shop keeps") { address, dryRun };
        return sessions.Run(command, (session, parsed, stop) =>
            ForgetAsync(session, EmailAddress.Parse(parsed.GetRequiredValue(address)), parsed.GetValue(dryRun), stop));
    }

    private static async Task<int> ForgetAsync(OpsSession session, EmailAddress email, bool dryRun, CancellationToken stop)
    {
        var lake = await session.Aws.LakeAsync(stop);
        var key = await new Secret(session.Aws.SecretsManager, lake.TokenKey, session.Time).GetBytesAsync(stop);
        var account = await AccountOf.FindAsync(session.Aws, email, stop);
        var folder = Directory.CreateTempSubdirectory("forget-").FullName;
        try
        {
            await session.PrintAsync("Reading the lake …");
            var store = new S3LakeStore(session.Aws.S3, lake.Bucket);
            var compaction = new DayCompaction(store, new ChangesMerge(folder), session.Time, NullLogger.Instance);
            var erasure = new LakeErasure(store, compaction, folder);
            var person = await erasure.FindAsync(new EmailTokens(key).Of(email.Value), account is null ? [] : [account.UserId], stop);
            if (account is null && person.Files == 0)
            {
                // No mark: nobody could take it back from whoever comes with the address one day.
                await session.PrintAsync("Nobody is known by this address, in the lake or in the shop. Nothing is done.");
                return ExitCodes.Success;
            }
            await TellAsync(session, person, account);
            if (dryRun)
                return ExitCodes.Success;
            const string Question = "Remove the person from the lake? Nobody can undo it.";
            if (await session.Console.RefusalAsync(Question, session.Yes, stop) is { } refusal)
                return refusal;
            var gone = await erasure.ForgetAsync(person, stop);
            await session.PrintAsync(
                $"{gone} files that named the person are gone. What still arrives of the person is forgotten as it comes.");
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is ErasureIncompleteException or InvalidDataException)
        {
            return await session.FailAsync(exception.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TellAsync(OpsSession session, PersonInLake person, AccountOf? account)
    {
        await session.PrintAsync($"The lake names the person in {Counted(person.Files, "file")}, with {Counted(person.Purchases.Count, "purchase")}.");
        await session.PrintAsync("The shop keeps, beyond this command's reach (docs/operations.md, Forget a person):");
        await session.PrintAsync(account is null
            ? "  no account"
            : $"  the account {account.UserId}, with {Counted(account.Purchases.Count, "product")}: its owner signs in with the address");
        // After a first run the lake can't name them any more; the account still can.
        foreach (var purchase in person.Purchases.Union(account?.Purchases ?? []))
            await session.PrintAsync($"  the purchase {purchase}, with the address: for the books");
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
