namespace Local.Emulators;

/// <summary>The npm packages with the emulators, in <c>local/Emulators</c> of the repository.</summary>
public sealed class EmulatorPackages(Repository repository)
{
    public string Folder { get; } = Path.Combine(repository.Root, "local", "Emulators");

    public string DynamoDbLocalArchives => Path.Combine(Folder, "node_modules", "amplify-dynamodb-simulator", "emulator");

    public string DynamoDbLocalConfiguration => Path.Combine(Folder, "dynamodb-local.xml");

    public string FauxqsScript => Path.Combine(Folder, "fauxqs.mjs");

    /// <summary>npm leaves its own record of what it installed; older than the lock file, or missing, means an install is due.</summary>
    public bool AreInstalled
    {
        get
        {
            var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
            return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
        }
    }
}
