using Local.Iam;

namespace Local.Tests.Support;

/// <summary>For tests that are not about rights: their templates grant none.</summary>
internal sealed class EverythingAllowed : IAccessRights
{
    public Decision Decide(AccessRequest request) => Decision.Allowed;

    public static void In(IServiceCollection services) => services.AddSingleton<IAccessRights, EverythingAllowed>();
}
