using System.Globalization;
using System.Runtime.InteropServices;
using Local.Clock;
using Local.Endpoint;

namespace Local.Lambda;

/// <summary>The environment of a function's process: what Lambda sets, where this machine's AWS endpoint is, and the template's variables.</summary>
public sealed class FunctionEnvironment(LambdaOptions options, LocalAddresses addresses, ProcessTime time, TimeProvider clock) : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("lambda-home-").FullName;

    /// <summary>All variables of one process. Nothing else of this process's environment reaches it.</summary>
    /// <param name="role">The credentials of the process.</param>
    public IReadOnlyDictionary<string, string> For(LambdaFunction function, string runtimeApi, RoleCredentials role)
    {
        var variables = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] =
                string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():n}"),
            ["AWS_REGION"] = options.Region,
            ["AWS_DEFAULT_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = role.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = role.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = role.SessionToken,
            ["AWS_ENDPOINT_URL"] = addresses.Aws.ToString().TrimEnd('/'),
            ["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR",
            ["LAMBDA_TASK_ROOT"] = function.CodeFolder,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["_HANDLER"] = function.Handler,
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = home,
            // A folder of its own, as each environment of Lambda has a /tmp of its own.
            ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(home, Guid.NewGuid().ToString("n"))).FullName,
        };
        foreach (var (name, value) in DotNet.Concat(time.Variables))
            variables[name] = value;
        foreach (var (name, value) in function.Environment)
            variables[name] = value;
        return variables;
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    // For functions that run as ordinary build output here; Native AOT binaries ignore them.
    private static readonly Dictionary<string, string> DotNet = new()
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")).TrimEnd('/'),
        ["DOTNET_gcServer"] = "0",
        // One thread less in each of many small processes.
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        // Compiling again what is called often costs a short life more processor time than all its calls; 10 s, in the runtime's hexadecimal.
        ["DOTNET_TC_CallCountingDelayMs"] = "2710",
        // Idle threads that spin take the cores from the processes they wait for.
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        // Watching the files of a code folder for changes costs a cold start up to 80 ms.
        ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
    };
}
