using System.Runtime.InteropServices;

namespace Local.Processes;

internal static partial class NativeMethods
{
    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGKILL.</summary>
    public const int End = 9;

    /// <param name="process">Negative for a process group.</param>
    /// <returns>0, or -1 when there is none.</returns>
    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int process, int signal);
}
