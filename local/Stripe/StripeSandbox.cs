using Local.Data;
using Local.Endpoint;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Local.Stripe;

/// <summary>How the payment sandbox is set up.</summary>
public sealed class StripeSandboxOptions
{
    /// <summary>The one API key that is accepted. Null accepts any test key, as any test account would.</summary>
    public string? SecretKey { get; set; }
}

public static class StripeSandbox
{
    /// <summary>Adds the payment sandbox: the Stripe API below <c>/_local/stripe/v1</c> and the ledger at <c>/_local/ledger</c>.</summary>
    /// <remarks>Order faults from the <see cref="StripeFaults"/> it adds, or register an <see cref="IStripeFaults"/> before this.</remarks>
    public static IServiceCollection AddStripeSandbox(this IServiceCollection services, Action<StripeSandboxOptions>? configure = null)
    {
        var options = new StripeSandboxOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => DataFolder.Open(null));
        services.TryAddSingleton<StripeFaults>();
        services.TryAddSingleton<IStripeFaults>(provider => provider.GetRequiredService<StripeFaults>());
        return services
            .AddSingleton(options)
            .AddSingleton<StripeJournal>()
            .AddSingleton<StripeBooks>()
            .AddSingleton<IdempotencyKeys>()
            .AddSingleton<CardNetwork>()
            .AddSingleton<PaymentIntents>()
            .AddSingleton<Refunds>()
            .AddSingleton<StripeRequests>()
            .AddSingleton(provider => new Ledger(provider.GetRequiredService<StripeBooks>()))
            .AddSingleton<IPublicRoutes, StripeRoutes>();
    }
}
