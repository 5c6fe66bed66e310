#nullable disable
namespace Amazon.DynamoDBStreams.Model;

/// <summary>The value of an attribute. Exactly one member is set; its name is the type.</summary>
public class AttributeValue
{
    public MemoryStream B { get; set; }

    public bool? BOOL { get; set; }

    public List<MemoryStream> BS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<AttributeValue> L { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, AttributeValue> M { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>A number, in decimal digits so that no precision is lost.</summary>
    public string N { get; set; }

    public List<string> NS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? NULL { get; set; }

    public string S { get; set; }

    public List<string> SS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
