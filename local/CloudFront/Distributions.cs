namespace Local.CloudFront;

/// <summary>The distribution of the public port; there is only one port.</summary>
public sealed class Distributions
{
    internal Distribution? Deployed { get; private set; }

    /// <summary>Whether a web site answers on the public port.</summary>
    public bool Any => Deployed is not null;

    /// <summary>False when there is one already.</summary>
    internal bool TryAdd(Distribution distribution)
    {
        if (Any)
            return false;
        Deployed = distribution;
        return true;
    }
}
