using System.Collections.Concurrent;
using Local.Endpoint;

namespace Local.Lambda;

/// <summary>Gives each function process credentials of its own, a session of the function's role, and so knows which process makes a call.</summary>
public sealed class FunctionSessions(IRoleCredentials credentials)
{
    private readonly ConcurrentDictionary<string, FunctionInstance> byAccessKey = new(StringComparer.Ordinal);

    /// <summary>The running process that an access key was issued to; null when it is of no process, or of one that is gone.</summary>
    internal FunctionInstance? Of(string accessKeyId) => byAccessKey.GetValueOrDefault(accessKeyId);

    internal RoleCredentials Begin(LambdaFunction function, FunctionInstance instance)
    {
        var session = credentials.ForSession(function.RoleArn);
        byAccessKey[session.AccessKeyId] = instance;
        return session;
    }

    internal void End(RoleCredentials session) => byAccessKey.TryRemove(session.AccessKeyId, out _);
}
