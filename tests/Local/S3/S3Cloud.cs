using Local.S3;
using Local.Tests.Support;

namespace Local.Tests.S3;

/// <summary>One bucket.</summary>
public sealed class S3Cloud() : TestCloud("{'Resources': {'Bucket': {'Type': 'AWS::S3::Bucket'}}}", emulators: true, tables: false)
{
    internal S3Objects Objects => Cloud.Services.GetRequiredService<S3Objects>();

    public string Bucket => Ref("Bucket");
}
