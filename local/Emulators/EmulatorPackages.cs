namespace Local.Emulators;

/// <summary>The npm packages with the emulators, in <c>local/Emulators</c> of the repository.</summary>
public sealed class EmulatorPackages(Repository repository)
{
    public string Folder { get; } = Path.Combine(repository.Root, "local", "Emulators");

    public string DynamoDbLocalArchives => Path.Combine(Folder, "node_modules", "amplify-dynamodb-simulator", "emulator");

    public string DynamoDbLocalConfiguration => Path.Combine(Folder, "dynamodb-local.xml");

    public string FauxqsScript => Path.Combine(Folder, "fauxqs.mjs");
}
