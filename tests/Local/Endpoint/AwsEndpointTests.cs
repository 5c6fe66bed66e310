using System.Net;
using System.Text;
using Local.Endpoint;

namespace Local.Tests.Endpoint;

public sealed class AwsEndpointTests(EndpointCloud fixture) : IClassFixture<EndpointCloud>, IDisposable
{
    private const string Json = "application/x-amz-json-1.1";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly HttpClient client = new();

    [Theory]
    [InlineData(Json, "TrentService.DescribeKey", "\"__type\":\"MissingAuthenticationTokenException\"")]
    [InlineData(Form, null, "<Code>MissingAuthenticationToken</Code>")]
    public async Task AnUnsignedCall_IsRefused_InTheServicesForm(string contentType, string? target, string expected)
    {
        using var response = await SendAsync(authorization: null, contentType, target);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kms", Json, "TrentService.DescribeKey", "\"__type\":\"UnrecognizedClientException\"")]
    [InlineData("sns", Form, null, "<Code>InvalidClientTokenId</Code>")]
    [InlineData("s3", "application/octet-stream", null, "<Code>InvalidAccessKeyId</Code>")]
    public async Task AnUnknownAccessKey_IsRefused_InTheServicesForm(string service, string contentType, string? target, string expected)
    {
        using var response = await SendAsync(Scope("AKIANOBODY", service), contentType, target);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatDoesNotExistHere_IsNamed()
    {
        using var response = await SendAsync(Scope("test", "rekognition"), Json, "RekognitionService.DetectFaces");

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("rekognition", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOperationThatDoesNotExistHere_IsNamed()
    {
        using var response = await SendAsync(Scope("test", "kms"), Json, "TrentService.ReplicateKey");

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("kms:ReplicateKey", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatNobodyAnswers_IsNoMatterOfRights()
    {
        var role = fixture.Cloud.Services.GetRequiredService<IRoleCredentials>().For("arn:aws:iam::000000000000:role/reader");
        using var response = await SendAsync(Scope(role.AccessKeyId, "rekognition"), Json, "RekognitionService.DetectFaces");

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("rekognition:DetectFaces", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A form needs no permission of the browser: it goes to any address, and its fields can be a call with the developer's key.</summary>
    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task WebPage_IsRefused(string header, string value)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(fixture.Cloud.AwsUrl, "?X-Amz-Credential=test/20300101/eu-west-1/sns/aws4_request"));
        request.Content = new StringContent("Action=Publish&TopicArn=arn&Message=hello", Encoding.UTF8, Form);
        request.Headers.Add(header, value);
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Web pages", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elsewhere.example", false)]
    [InlineData("localhost.elsewhere.example", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:4566", true)]
    [InlineData("[::1]:4566", true)]
    [InlineData("bucket.localhost:4566", true)]
    public async Task AnotherHost_IsNotMeant_AtEitherPort(string host, bool isHere)
    {
        foreach (var address in new[] { fixture.Cloud.AwsUrl, fixture.Cloud.PublicUrl })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Host = host;
            using var response = await client.SendAsync(request);

            Assert.Equal(isHere, response.StatusCode != HttpStatusCode.MisdirectedRequest);
        }
    }

    [Fact]
    public async Task AServiceWhoseEmulatorIsGone_IsUnavailable_InTheServicesForm()
    {
        using var response = await SendAsync(Scope("test", "sns"), Form, null, "Action=Publish&Version=2010-03-31");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("<Code>ServiceUnavailable</Code>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_AreCounted_ByServiceAndOperation()
    {
        var before = fixture.Cloud.Calls.Snapshot();
        using var json = await SendAsync(Scope("test", "ssm"), Json, "AmazonSSM.GetParameter", """{"Name":"none"}""");
        using var form = await SendAsync(Scope("test", "ses"), Form, null, "Version=2010-12-01&Action=SendEmail");
        var after = fixture.Cloud.Calls.Snapshot();

        Assert.Equal(1, Difference(new AwsOperation("ssm", "GetParameter")));
        Assert.Equal(1, Difference(new AwsOperation("ses", "SendEmail")));

        long Difference(AwsOperation operation) => after.GetValueOrDefault(operation) - before.GetValueOrDefault(operation);
    }

    [Fact]
    public async Task ARolesCredentials_AreTheSameForTheRole_AndKnown()
    {
        var credentials = fixture.Cloud.Services.GetRequiredService<IRoleCredentials>();
        var role = credentials.For("arn:aws:iam::000000000000:role/reader");

        using var response = await SendAsync(Scope(role.AccessKeyId, "ssm"), Json, "AmazonSSM.GetParameter", """{"Name":"none"}""");

        Assert.Equal(role, credentials.For("arn:aws:iam::000000000000:role/reader"));
        Assert.NotEqual(role.AccessKeyId, credentials.For("arn:aws:iam::000000000000:role/writer").AccessKeyId);
        Assert.Contains("assumed-role/reader/reader is not authorized", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABodyThatIsNotJson_IsASerializationError()
    {
        using var response = await SendAsync(Scope("test", "ssm"), Json, "AmazonSSM.GetParameter", "{");

        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => client.Dispose();

    private static string Scope(string accessKey, string service) => CredentialScope.Header(accessKey, "eu-west-1", service);

    private async Task<HttpResponseMessage> SendAsync(string? authorization, string contentType, string? target, string body = "{}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, fixture.Cloud.AwsUrl);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);
        return await client.SendAsync(request);
    }
}
