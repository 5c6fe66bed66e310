using System.Net;

namespace Local.Tests.ApiGateway;

public sealed class RequestValidatorTests
{
    private const string Detail = """{"ResponseType":"BAD_REQUEST_BODY","ResponseTemplates":{"application/json":"{\"detail\":\"$context.error.validationErrorString\"}"}}""";

    [Theory]
    [InlineData("""{"email":"a@b"}""", "application/json", HttpStatusCode.OK)]
    [InlineData("""{"email":"a@b"}""", "application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("""{"email":7}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{'email':'a@b'}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"email":"a@b"}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("no model for this type", "text/plain", HttpStatusCode.OK)]
    public async Task Body_IsHeldAgainstTheModelOfItsType(string body, string contentType, HttpStatusCode expected)
    {
        await using var host = await CheckoutAsync();
        host.Client.DefaultRequestHeaders.Add("Idempotency-Key", "k");
        Assert.Equal(expected, (await host.SendAsync("POST", "/api/checkout", body, contentType.Split(';')[0])).Status);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, host.Events.Count);
    }

    [Fact]
    public async Task WrongBody_IsExplained()
    {
        await using var host = await CheckoutAsync();
        host.Client.DefaultRequestHeaders.Add("Idempotency-Key", "k");
        var text = await (await host.Client.PostAsync("/api/checkout", new StringContent("{}", null, "application/json"))).Content.ReadAsStringAsync();
        Assert.Equal("""{"detail":"[object has missing required properties ([\"email\"])]"}""", text);
    }

    [Fact]
    public async Task MissingHeader_IsNamed()
    {
        await using var host = await CheckoutAsync();
        var (status, body) = await host.SendAsync("POST", "/api/checkout", """{"email":"a@b"}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Missing required request parameters: [Idempotency-Key]", (string?)body!["message"]);
    }

    private static Task<ApiHost> CheckoutAsync()
    {
        var host = new ApiHost();
        host.Create("Model", "Checkout", """
            {"ContentType":"application/json","Schema":{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","required":["email"],
             "properties":{"email":{"type":"string"}}}}
            """);
        host.Create("GatewayResponse", "Detail", Detail);
        var validator = host.Create("RequestValidator", "Both", """{"ValidateRequestBody":true,"ValidateRequestParameters":true}""").Ref;
        host.With("POST", "/checkout", $$"""
            {"RequestModels":{"application/json":"Checkout"},"RequestValidatorId":"{{validator}}","RequestParameters":{"method.request.header.Idempotency-Key":true} }
            """);
        return host.StartAsync();
    }
}
