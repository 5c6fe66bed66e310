using System.CommandLine;
using Amazon.Runtime;
using Local.Cli;
using Local.Ops.Aws;

namespace Local.Ops.Verbs;

/// <summary>One run of an operator's verb: what it is connected to, and how it talks.</summary>
/// <param name="Place">The options that lead another command to the same platform.</param>
internal sealed record OpsSession(
    OperatorAws Aws, string Place, OpsConsole Console, TimeProvider Time, bool Yes, bool Json, bool ShowPersonalData)
{
    public Task PrintAsync(string text) => Console.PrintAsync(text, ShowPersonalData);

    public Task PrintJsonAsync(object value) => Console.PrintJsonAsync(value, ShowPersonalData);

    /// <summary>As text, or as JSON where a program asks.</summary>
    public Task PrintAsync(object value, Func<string> text) => Json ? PrintJsonAsync(value) : PrintAsync(text());

    /// <summary>Says why nothing can be done.</summary>
    public async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(PersonalData.Masked(message));
        return ExitCodes.Failure;
    }

    public Task<int> UnknownAsync(string purchaseId) => FailAsync($"There is no purchase {purchaseId}.");
}

/// <summary>Gives verbs their sessions.</summary>
internal sealed class OpsSessions(OpsArguments arguments, OpsConsole console, TimeProvider time)
{
    /// <summary>Makes a command run in a session. What AWS refuses becomes a message.</summary>
    /// <param name="printsJson">Whether it does what <c>--json</c> asks for; refused otherwise.</param>
    public Command Run(Command command, Func<OpsSession, ParseResult, CancellationToken, Task<int>> verb, bool printsJson = false)
    {
        if (!printsJson)
            arguments.RefuseJson(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                using var aws = await OperatorAws.ConnectAsync(arguments.Target(parsed), cancellation);
                var (yes, json, showPersonalData) = (arguments.Yes(parsed), arguments.Json(parsed), arguments.ShowPersonalData(parsed));
                return await verb(new(aws, arguments.Place(parsed), console, time, yes, json, showPersonalData), parsed, cancellation);
            }
            catch (LocalCloudException exception)
            {
                await console.Error.WriteLineAsync(exception.Message);
            }
            catch (AmazonServiceException exception) when (string.IsNullOrEmpty(exception.ErrorCode))
            {
                await console.Error.WriteLineAsync($"What answers there is no AWS endpoint, or not ready yet: {(exception.InnerException ?? exception).Message}");
            }
            catch (AmazonServiceException exception)
            {
                await console.Error.WriteLineAsync(PersonalData.Masked($"AWS refused: {exception.ErrorCode}: {exception.Message}"));
            }
            catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or IOException)
            {
                await console.Error.WriteLineAsync($"AWS can't be reached: {(exception.InnerException ?? exception).Message}");
            }
            return ExitCodes.Failure;
        });
        return command;
    }
}
