namespace Local;

/// <summary>Work that begins once every resource exists, such as pollers and warm function processes.</summary>
public interface ILocalPart
{
    /// <summary>Called once after the deployment, in the order of registration.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Called at the end in the reverse order, while the emulators still run.</summary>
    Task StopAsync(CancellationToken cancellation);
}
