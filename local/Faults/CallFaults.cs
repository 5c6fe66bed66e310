using Local.Endpoint;
using Local.StepFunctions.Engine;
using Microsoft.AspNetCore.Http.Features;

namespace Local.Faults;

/// <summary>Lets the AWS calls of functions and of the saga go wrong as the plan says. The developer's calls are never touched.</summary>
internal sealed class CallFaults(FaultEngine engine, Callers callers, TaskTokens tasks, CallsInProgress inProgress, TimeProvider clock)
    : ICallInterceptor
{
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(1);

    public async Task RunAsync(string service, AwsProtocol protocol, AwsCall call, Func<Task> effect)
    {
        using var counted = inProgress.Begin(service, call.Operation);
        if (!engine.IsActive || callers.Of(call) is not { } caller)
        {
            await effect();
            return;
        }
        var place = callers.PlaceOf(caller, service, call);
        engine.Record(place);
        if (engine.Strike(place, Possible(caller, service, call)) is { } fault)
            await StrikeAsync(fault, caller, service, protocol, call, effect);
        else
            await effect();
    }

    private async Task StrikeAsync(FaultRule fault, Caller caller, string service, AwsProtocol protocol, AwsCall call, Func<Task> effect)
    {
        var http = call.Http;
        switch (fault.Kind)
        {
            case FaultKind.CrashBefore:
                caller.Process!.Crash();
                http.Abort();
                break;
            case FaultKind.CrashAfter:
                await WithheldAsync(http, effect);
                caller.Process!.Crash();
                http.Abort();
                break;
            case FaultKind.LoseRequest:
                http.Abort();
                break;
            case FaultKind.LoseAnswer:
                await WithheldAsync(http, effect);
                http.Abort();
                break;
            case FaultKind.Delay:
                var answer = await WithheldAsync(http, effect);
                var delay = Task.Delay(fault.Delay ?? UsualDelay, clock, http.RequestAborted);
                await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!http.RequestAborted.IsCancellationRequested)
                    await http.Response.Body.WriteAsync(answer, http.RequestAborted);
                break;
            case FaultKind.Throttle:
                await ServiceErrors.WriteThrottlingAsync(service, protocol, call);
                break;
            case FaultKind.Conflict:
                await ServiceErrors.WriteConflictAsync(call);
                break;
            case FaultKind.ExpireTask:
                tasks.Find(TaskToken.In(call)!)?.TryAnswer(new TaskTimedOut(IsHeartbeat: false));
                await effect();
                break;
            default:
                await ServiceErrors.WriteInternalAsync(service, protocol, call);
                break;
        }
    }

    /// <summary>What can go wrong with a call. What can't doesn't count as a match either.</summary>
    private static List<FaultKind> Possible(Caller caller, string service, AwsCall call) =>
    [
        .. FaultKinds.OfCalls.Where(kind => kind switch
        {
            FaultKind.CrashBefore or FaultKind.CrashAfter => caller.Process is not null,
            FaultKind.Conflict => ServiceErrors.CanConflict(service, call.Operation),
            FaultKind.ExpireTask =>
                service == "states" && call.Operation is "SendTaskSuccess" or "SendTaskFailure" && TaskToken.In(call) is not null,
            _ => true,
        }),
    ];

    /// <summary>Lets the call have its effect, and keeps the answer's body back. The head has not been sent either.</summary>
    private static async Task<byte[]> WithheldAsync(HttpContext http, Func<Task> effect)
    {
        var ordinary = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var withheld = new StreamResponseBodyFeature(buffer);
        http.Features.Set<IHttpResponseBodyFeature>(withheld);
        try
        {
            await effect();
            await withheld.CompleteAsync();
        }
        finally
        {
            http.Features.Set(ordinary);
        }
        return buffer.ToArray();
    }
}
