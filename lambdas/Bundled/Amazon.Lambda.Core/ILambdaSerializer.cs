#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Converts between the JSON documents of Lambda and objects.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
