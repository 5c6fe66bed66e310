using Local.Tests.Support;

namespace Local.Tests.Endpoint;

/// <summary>Only what runs in the local cloud's own process.</summary>
public sealed class EndpointCloud() : TestCloud("{'Resources': {}}", emulators: false, enforced: true);
