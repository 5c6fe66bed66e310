using System.Text.Json.Nodes;

namespace Local.Deployment;

/// <summary>How much of a template resource the local cloud takes on.</summary>
public enum Fidelity
{
    /// <summary>The resource works here.</summary>
    Run,

    /// <summary>Its properties are read and used or verified, but it does nothing of its own.</summary>
    Checked,

    /// <summary>It is known and left out, for a stated reason.</summary>
    NotEmulated,
}

/// <summary>One resource of a synthesized template, its intrinsic functions resolved.</summary>
/// <param name="Path">The construct path (metadata <c>aws:cdk:path</c>), for instance <c>AwsPlatform/UserDirectory/CreateUser/Resource</c>.</param>
public sealed record TemplateResource(string Stack, string LogicalId, string Type, string Path, JsonObject Properties);

/// <summary>What other resources may refer to once a resource exists.</summary>
/// <param name="Ref">The value of <c>Ref</c>, as CloudFormation defines it for the type.</param>
/// <param name="Attributes">The values of <c>Fn::GetAtt</c>, by attribute name.</param>
public sealed record DeployedResource(string Ref, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Creates the resources of some types in the local cloud. One handler per emulated service.</summary>
public interface IResourceHandler
{
    /// <summary>The CloudFormation types that this handler takes, with how much of each is emulated, and why not all where it isn't.</summary>
    IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; }

    /// <summary>Whether a resource is this handler's; the first handler that takes it gets it.</summary>
    /// <param name="path">The construct path.</param>
    bool Takes(string type, string path) => Types.ContainsKey(type);

    /// <summary>Creates one resource. Called in dependency order.</summary>
    /// <exception cref="DeploymentException">A property has a value that the local cloud can't honour; the message names it.</exception>
    Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation);

    /// <summary>Whether what it creates is in the data folder and still exists at the next start. Everything else is created at each start.</summary>
    bool IsKept => false;

    /// <summary>Takes up a resource of an earlier start, and applies what the template has changed about it.</summary>
    /// <exception cref="DeploymentException">A change can't be applied; the message names the property.</exception>
    Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        resource.ChangesSince(earlier);
        return Task.FromResult(earlier.Deployed);
    }
}

/// <summary>A template can't be deployed. The message is for the user and names resource and property.</summary>
public sealed class DeploymentException(string message) : Exception(message);
