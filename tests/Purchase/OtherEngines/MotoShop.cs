using Local;
using Local.Endpoint;
using Local.Ses;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests.OtherEngines;

/// <summary>
/// The whole platform with its data at moto: topics, queues, tables and their streams, objects, keys, secrets, parameters, e-mails. Functions,
/// pollers and the API run here, and so does the saga.
/// </summary>
public class MotoShop : Shop
{
    private const string Sender = "shop@example.com";

    private static readonly string[] Services = ["dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs", "ssm"];

    private MotoServer? moto;

    /// <summary>Whether moto runs the saga too.</summary>
    protected virtual bool RunsSaga => false;

    protected override LocalCloudOptions Options => base.Options with
    {
        Endpoints = Services.Concat(RunsSaga ? ["states"] : []).ToDictionary(service => service, _ => moto!.Address),
        Configure = Configure,
    };

    /// <summary>This shop, if there is a moto to open it on.</summary>
    public MotoShop OrSkip()
    {
        Skip.If(MotoServer.Hindrance is not null, MotoServer.Hindrance);
        return this;
    }

    public override async Task InitializeAsync()
    {
        if (MotoServer.Hindrance is not null)
            return;
        moto = await MotoServer.StartAsync(base.Options.AccountId, RunsSaga);
        await moto.VerifySenderAsync(Sender, base.Options.Region);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (moto is not null)
            await moto.DisposeAsync();
    }

    protected virtual void Configure(IServiceCollection services)
    {
        services.Remove(services.Single(service => service.ImplementationType == typeof(SesService)));
        services.AddSingleton<SesService>().AddSingleton<IAwsService>(provider =>
            ActivatorUtilities.CreateInstance<TwoMailmen>(provider, provider.GetRequiredService<SesService>(), moto!.Address));
    }
}

/// <summary>One shop on moto for all tests that run on both engines.</summary>
[CollectionDefinition(nameof(OpenMotoShop))]
public sealed class OpenMotoShop : ICollectionFixture<MotoShop>;
