using System.CommandLine;

namespace Local.StepFunctions.Conformance;

/// <summary><c>asl-conformance FILE</c> on the command line.</summary>
internal static class AslConformanceVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Recorded executions, in the form of shared/asl-conformance" }.AcceptExistingOnly();
        var command = new Command("asl-conformance", "Replays executions recorded in AWS through the interpreter of state machines.") { file };
        command.SetAction(arguments => AslConformance.Run(arguments.GetRequiredValue(file).FullName, Console.Out));
        return command;
    }
}
