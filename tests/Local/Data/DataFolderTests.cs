using Local.Data;

namespace Local.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("data-").FullName;

    private string Folder => Path.Combine(root, "new", "data");

    [Fact]
    public void MissingFolder_IsMade_AndGoesOn()
    {
        using (var data = DataFolder.Open(Folder))
            data.Documents<string>("things").Put("a", "1");

        using var again = DataFolder.Open(Folder);

        Assert.Equal("1", again.Documents<string>("things").Earlier["a"]);
    }

    /// <summary>Private keys and customers' addresses are in it.</summary>
    [SkippableFact]
    public void Folder_IsItsUsersAlone()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        using var data = DataFolder.Open(Folder);

#pragma warning disable CA1416 // Validate platform compatibility: skipped on Windows
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
#pragma warning restore CA1416
    }

    [Fact]
    public void FolderInUse_IsRefused_UntilItIsFree()
    {
        using (DataFolder.Open(Folder))
            Assert.Contains("in use by another", Refused(), StringComparison.Ordinal);

        DataFolder.Open(Folder).Dispose();
    }

    [Fact]
    public void FolderOfAnotherFormat_IsRefused_AndNotTouched()
    {
        DataFolder.Open(Folder).Dispose();
        File.WriteAllText(Path.Combine(Folder, "format"), "2\n");

        Assert.Contains("has format 2", Refused(), StringComparison.Ordinal);
        Assert.Equal("2\n", File.ReadAllText(Path.Combine(Folder, "format")));
    }

    [Fact]
    public void FolderWithOtherThings_IsRefused_AndNotTouched()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "thesis.tex"), "");

        Assert.Contains("thesis.tex", Refused(), StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void FileInPlaceOfTheFolder_IsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        File.WriteAllText(Folder, "");

        Assert.Contains(Folder, Refused(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Refused() => Assert.Throws<LocalCloudException>(() => DataFolder.Open(Folder)).Message;
}
