namespace Local;

/// <summary>Work that begins once every resource exists, such as pollers and warm function processes.</summary>
public interface ILocalPart
{
    /// <summary>Called once after the first deployment, in the order of registration.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Called after each later deployment: begins the work that it has brought, and leaves what goes on alone.</summary>
    Task ExtendAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Called at the end in the reverse order, while the emulators still run.</summary>
    Task StopAsync(CancellationToken cancellation);
}
