using System.Text.Json;
using System.Text.Json.Nodes;
using Local.ApiGateway;

namespace Local.Tests.ApiGateway;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":"integer"}""", "1.0", false)]
    [InlineData("""{"type":"number"}""", "1", true)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":["string","null"]}""", "true", false)]
    [InlineData("""{"type":"boolean"}""", "true", true)]
    [InlineData("""{"enum":[1,"a",{"x":[1]}]}""", """{"x":[1]}""", true)]
    [InlineData("""{"enum":["a"]}""", "\"A\"", false)]
    [InlineData("""{"minLength":2}""", "\"💩\"", false)]
    [InlineData("""{"maxLength":2}""", "\"💩💩\"", true)]
    [InlineData("""{"maxLength":2}""", "\"abc\"", false)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aab\"", false)]
    [InlineData("""{"pattern":"a"}""", "\"bab\"", true)]
    [InlineData("""{"minimum":3,"exclusiveMinimum":true}""", "3", false)]
    [InlineData("""{"minimum":3}""", "3", true)]
    [InlineData("""{"maximum":3,"exclusiveMaximum":true}""", "2.99", true)]
    [InlineData("""{"maximum":9007199254740993}""", "9007199254740994", false)]
    [InlineData("""{"maximum":3}""", "1e400", false)]
    [InlineData("""{"multipleOf":0.0001}""", "0.0075", true)]
    [InlineData("""{"multipleOf":0.0001}""", "0.00751", false)]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"a"]""", false)]
    [InlineData("""{"items":[{"type":"integer"}],"additionalItems":false}""", "[1,2]", false)]
    [InlineData("""{"items":[{"type":"integer"}],"additionalItems":{"type":"string"}}""", """[1,"a"]""", true)]
    [InlineData("""{"minItems":1}""", "[]", false)]
    [InlineData("""{"maxItems":1}""", "[1,2]", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1},{"a":1}]""", false)]
    [InlineData("""{"uniqueItems":true}""", "[1,true]", true)]
    [InlineData("""{"required":["a"]}""", "{}", false)]
    [InlineData("""{"required":["a"]}""", "12", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":null}""", false)]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"b":1}""", false)]
    [InlineData("""{"properties":{"a":{}},"patternProperties":{"^b":{"type":"integer"}},"additionalProperties":false}""", """{"a":1,"b1":2}""", true)]
    [InlineData("""{"patternProperties":{"^b":{"type":"integer"}}}""", """{"b1":"x"}""", false)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"b":"x"}""", false)]
    [InlineData("""{"minProperties":1}""", "{}", false)]
    [InlineData("""{"maxProperties":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", "4", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", "2", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "2.5", true)]
    [InlineData("""{"not":{"type":"integer"}}""", "1", false)]
    [InlineData("""{"definitions":{"x":{"type":"string"}},"properties":{"a":{"$ref":"#/definitions/x"}}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"child":{"$ref":"#"}},"additionalProperties":false}""", """{"child":{"child":{"other":1}}}""", false)]
    [InlineData("""{"$ref":"https://apigateway.amazonaws.com/restapis/abc/models/Text"}""", "1", false)]
    public void Document_FitsOrNot(string schema, string document, bool valid)
    {
        var text = new JsonSchema(new JsonObject { ["type"] = "string" }, _ => null);
        var errors = new JsonSchema(JsonNode.Parse(schema)!.AsObject(), name => name == "Text" ? text : null).Validate(JsonElement.Parse(document));
        Assert.Equal(valid, errors.Count == 0);
    }

    [Fact]
    public void SchemaOfAnotherDraft_IsRefused() =>
        Assert.Throws<FormatException>(() => new JsonSchema(new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#" }, _ => null));
}
