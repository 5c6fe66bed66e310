namespace Purchase.Tests.Support;

/// <summary>One shop for all tests that leave it as they found it.</summary>
[CollectionDefinition(nameof(OpenShop))]
public sealed class OpenShop : ICollectionFixture<Shop>;
