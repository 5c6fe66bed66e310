using System.Text.Json.Nodes;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class ApiTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void Routes_AreExactlyThePublicSurface()
    {
        var routes = Of("Method").Select(template.RouteOf);

        Assert.Equal(
            [
                "GET /.well-known/jwks.json", "GET /health", "GET /openapi.json", "GET /products",
                "GET /purchases/{purchaseId}", "POST /checkout",
            ],
            routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryRoute_IsAProxyToTheBff()
    {
        var bff = template.At("Bff/Bff/Function");
        Assert.All(Of("Method"), method =>
        {
            Assert.Equal("AWS_PROXY", method.Properties["Integration"]!["Type"]!.GetValue<string>());
            var uri = SynthesizedTemplate.Flatten(method.Properties["Integration"]!["Uri"]);
            Assert.Contains($"{{{bff.Id}.Arn}}", uri, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Checkout_IsRefused_WithoutAKeyOrWithAnotherBodyThanTheModel()
    {
        var checkout = Of("Method").Single(method => method.Text("HttpMethod") == "POST");
        var validator = template.Target(checkout.Properties["RequestValidatorId"]);
        var schema = template.Target(checkout.Properties["RequestModels"]!["application/json"]).Properties["Schema"]!.AsObject();

        Assert.True(checkout.Properties["RequestParameters"]!["method.request.header.Idempotency-Key"]!.GetValue<bool>());
        Assert.True(validator.Properties["ValidateRequestBody"]!.GetValue<bool>());
        Assert.True(validator.Properties["ValidateRequestParameters"]!.GetValue<bool>());
        Assert.Equal("http://json-schema.org/draft-04/schema#", schema["$schema"]!.GetValue<string>());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        var required = schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).Order().ToList();
        Assert.Equal(["email", "paymentMethod", "productId"], required);
        Assert.Equal(
            required.Append("codeChallenge").Order(), schema["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    [Fact]
    public void WhatTheApiAnswersItself_IsAProblemDocument()
    {
        Assert.All(Of("GatewayResponse"), response =>
        {
            Assert.Equal("'application/problem+json'", Header(response, "Content-Type"));
            var body = Assert.Single(response.Properties["ResponseTemplates"]!.AsObject()).Value!.GetValue<string>();
            var problem = JsonNode.Parse(body)!;
            Assert.NotEmpty(problem["type"]!.GetValue<string>());
            Assert.NotEmpty(problem["title"]!.GetValue<string>());
            Assert.Equal(response.Properties["StatusCode"]?.GetValue<string>(), problem["status"]?.ToString());
        });
    }

    [Theory]
    [InlineData("BAD_REQUEST_BODY", "400")]
    [InlineData("BAD_REQUEST_PARAMETERS", "400")]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", "404")]
    [InlineData("REQUEST_TOO_LARGE", "413")]
    [InlineData("THROTTLED", "429")]
    [InlineData("DEFAULT_4XX", null)]
    [InlineData("DEFAULT_5XX", null)]
    public void Refusal_HasItsStatus(string type, string? status) =>
        Assert.Equal(status, Refusal(type).Properties["StatusCode"]?.GetValue<string>());

    [Fact]
    public void ThrottledClient_LearnsWhenToComeBack() =>
        Assert.Equal("'1'", Header(Refusal("THROTTLED"), "Retry-After"));

    [Fact]
    public void Stage_IsThrottledTraced_AndLogsNeitherAddressesNorBodies()
    {
        var stage = Assert.Single(Of("Stage"));
        var settings = Assert.Single(stage.Properties["MethodSettings"]!.AsArray())!;

        Assert.Equal("api", stage.Text("StageName"));
        Assert.Equal(1000, settings["ThrottlingRateLimit"]!.GetValue<int>());
        Assert.Equal(2000, settings["ThrottlingBurstLimit"]!.GetValue<int>());
        Assert.False(settings["DataTraceEnabled"]!.GetValue<bool>());
        Assert.True(stage.Properties["TracingEnabled"]!.GetValue<bool>());
        var line = JsonNode.Parse(stage.Properties["AccessLogSetting"]!["Format"]!.GetValue<string>())!.AsObject();
        Assert.Equal("$context.requestId", line["requestId"]!.GetValue<string>());
        Assert.DoesNotContain(line, field => field.Value!.ToString().Contains("identity", StringComparison.Ordinal));
    }

    private List<Resource> Of(string type) =>
        [.. template.OfType($"AWS::ApiGateway::{type}").Where(resource => resource.Path.StartsWith("Bff/", StringComparison.Ordinal))];

    private Resource Refusal(string type) =>
        Of("GatewayResponse").Single(response => response.Text("ResponseType") == type);

    private static string Header(Resource response, string name) =>
        response.Properties["ResponseParameters"]![$"gatewayresponse.header.{name}"]!.GetValue<string>();
}
