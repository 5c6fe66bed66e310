using System.Runtime.InteropServices;

namespace Local.Processes;

internal static partial class NativeMethods
{
    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int process, int signal);
}
