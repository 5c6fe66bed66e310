using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Local.Cli;

namespace Local.Ops;

/// <summary>The operator's terminal.</summary>
/// <param name="IsTerminal">Somebody sits there who can answer.</param>
internal sealed record OpsConsole(TextWriter Out, TextWriter Error, TextReader In, bool IsTerminal)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static OpsConsole Standard { get; } =
        new(Console.Out, Console.Error, Console.In, !Console.IsInputRedirected && !Console.IsOutputRedirected);

    /// <summary>Prints, with e-mail addresses only when they are asked for.</summary>
    public Task PrintAsync(string text, bool showPersonalData = false) =>
        Out.WriteLineAsync(showPersonalData ? text : PersonalData.Masked(text));

    public Task PrintJsonAsync(object value, bool showPersonalData = false) =>
        PrintAsync(JsonSerializer.Serialize(value, Form), showPersonalData);

    /// <summary>Asks before something is changed.</summary>
    /// <returns>Null to go on; otherwise what the program has to end with.</returns>
    public async Task<int?> RefusalAsync(string question, bool yes, CancellationToken cancellation)
    {
        if (yes)
            return null;
        if (!IsTerminal)
        {
            await Error.WriteLineAsync("Nothing was changed: nobody is at the terminal to ask. Add --yes.");
            return ExitCodes.Usage;
        }
        await Out.WriteAsync($"{question} [y/N] ");
        // A console's reader heeds no cancellation by itself, and Ctrl-C must end the program here too.
        if ((await Task.Run(In.ReadLine, cancellation).WaitAsync(cancellation))?.Trim() is "y" or "Y" or "yes")
            return null;
        await Out.WriteLineAsync("Nothing was changed.");
        return ExitCodes.Failure;
    }
}
