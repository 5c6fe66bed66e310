namespace Bundled.Shared.Json;

/// <summary>What all operations of a JSON service share.</summary>
/// <param name="TargetPrefix">The part of <c>X-Amz-Target</c> before the dot.</param>
/// <param name="Version">The protocol version, <c>1.0</c> or <c>1.1</c>.</param>
internal sealed record JsonService(string Name, string TargetPrefix, string Version, ErrorFactory Errors)
{
    internal string ContentType { get; } = "application/x-amz-json-" + Version;
}
