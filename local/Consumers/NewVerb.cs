using System.CommandLine;
using Local.Cli;

namespace Local.Consumers;

/// <summary><c>new consumer</c>: writes the files of a consumer that works.</summary>
internal static class NewVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The name of the consumer, for instance LoyaltyPoints" };
        var consumer = new Command("consumer", "Writes the three files of a consumer that works (docs/adding-a-consumer.md).") { name };
        consumer.SetAction(async (arguments, cancellation) =>
        {
            var made = arguments.GetValue(name)!;
            foreach (var file in await Scaffold.WriteAsync(Repository.Find(), made, cancellation))
                await Console.Out.WriteLineAsync(file);
            await Console.Out.WriteLineAsync($"Deploy it into the running local cloud with: dotnet run --project local -- deploy {made}");
            return ExitCodes.Success;
        });
        return new Command("new", "Writes the files of something new.") { consumer };
    }
}
