namespace Local.Template;

/// <summary>The files and folders that a cloud assembly would upload.</summary>
public interface IAssetCatalog
{
    /// <summary>The absolute path of the folder or file behind an S3 key such as <c>&lt;hash&gt;.zip</c>; a zip asset is its unpacked folder.</summary>
    /// <exception cref="Local.Deployment.DeploymentException">The assembly has no such asset.</exception>
    string PathOf(string s3Key);
}
