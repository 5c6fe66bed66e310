namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a handler that a managed runtime finds by its name. Executables pass theirs to the bootstrap instead.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; } = serializerType;
}
