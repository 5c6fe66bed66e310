using System.Text.Json.Nodes;
using Local.CloudFront;
using Local.Deployment;
using Microsoft.AspNetCore.Http;

namespace Local.Tests.CloudFront;

/// <summary>What the local cloud can't honour stops the start, and is named.</summary>
public sealed class DistributionReaderTests
{
    private const string Config = """
        {'Enabled': true, 'DefaultRootObject': 'index.html',
         'Origins': [
           {'Id': 'pages', 'DomainName': 'pages.s3.eu-west-1.amazonaws.com', 'S3OriginConfig': {}, 'OriginAccessControlId': 'A'},
           {'Id': 'api', 'DomainName': 'abc123.execute-api.eu-west-1.amazonaws.com', 'CustomOriginConfig': {}}],
         'CacheBehaviors': [
           {'PathPattern': '/api/*', 'TargetOriginId': 'api', 'AllowedMethods': ['GET', 'POST'],
            'CachePolicyId': '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'}],
         'DefaultCacheBehavior': {
           'TargetOriginId': 'pages', 'CachePolicyId': '658327ea-f89d-4fab-a63d-7e88639e58f6', 'Compress': true}}
        """;

    private static readonly Dictionary<string, EdgeFunction> Functions =
        new() { ["arn"] = new("test", "function handler(event) { return event.request; }") };

    [Fact]
    public void Behaviors_AreTriedInOrder_TheDefaultLast()
    {
        var distribution = Read(Config);

        Assert.Equal(new ApiOrigin("abc123"), distribution.BehaviorFor("/api/checkout").Origin);
        Assert.Equal(new BucketOrigin("pages", "", Signed: true), distribution.BehaviorFor("/anything").Origin);
        Assert.Equal(["GET", "POST"], distribution.BehaviorFor("/api/checkout").AllowedMethods.Order());
        Assert.Equal(["GET", "HEAD"], distribution.BehaviorFor("/").AllowedMethods.Order());
        Assert.Equal((false, true), (distribution.BehaviorFor("/api/x").Compress, distribution.BehaviorFor("/").Compress));
    }

    [Theory]
    [InlineData("'Enabled': true", "'Enabled': false", "enabled")]
    [InlineData("'Enabled': true", "'Enabled': true, 'WebACLId': 'arn'", "WebACLId")]
    [InlineData("'Enabled': true", "'Enabled': true, 'OriginGroups': {}", "OriginGroups")]
    [InlineData("'Enabled': true", "'Enabled': true, 'Restrictions': {}", "Restrictions")]
    [InlineData("'Enabled': true", "'Enabled': true, 'CustomErrorResponses': [{'ErrorCode': 404, 'ResponsePagePath': '/api/404'}]", "/api/404")]
    [InlineData("pages.s3.eu-west-1.amazonaws.com", "shop.example.com", "shop.example.com")]
    [InlineData("'CustomOriginConfig': {}", "'CustomOriginConfig': {}, 'OriginPath': '/api'", "/api")]
    [InlineData("'CustomOriginConfig': {}", "'CustomOriginConfig': {}, 'OriginCustomHeaders': []", "OriginCustomHeaders")]
    [InlineData("658327ea-f89d-4fab-a63d-7e88639e58f6", "another-policy", "another-policy")]
    [InlineData("'Compress': true", "'OriginRequestPolicyId': 'another-policy'", "another-policy")]
    [InlineData("'Compress': true", "'LambdaFunctionAssociations': []", "LambdaFunctionAssociations")]
    [InlineData("'Compress': true", "'TrustedKeyGroups': []", "TrustedKeyGroups")]
    [InlineData("'Compress': true", "'ResponseHeadersPolicyId': 'another-policy'", "another-policy")]
    [InlineData("'Compress': true", "'FunctionAssociations': [{'EventType': 'viewer-response', 'FunctionARN': 'arn'}]", "viewer-response")]
    [InlineData("'Compress': true", "'FunctionAssociations': [{'EventType': 'viewer-request', 'FunctionARN': 'arn:x'}]", "arn:x")]
    public void WhatCantBeHonoured_IsRefused(string part, string replacement, string named)
    {
        var error = Assert.Throws<DeploymentException>(() => Read(Config.Replace(part, replacement, StringComparison.Ordinal)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("Test/Distribution", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ResponseHeadersPolicy", "{'ResponseHeadersPolicyConfig': {'CorsConfig': {}}}", "CorsConfig")]
    [InlineData("ResponseHeadersPolicy", "{'ResponseHeadersPolicyConfig': {'SecurityHeadersConfig': {'XSSProtection': {}}}}", "XSSProtection")]
    [InlineData("Function", "{'AutoPublish': true, 'FunctionConfig': {'Runtime': 'cloudfront-js-1.0'}}", "cloudfront-js-1.0")]
    [InlineData("Function", "{'AutoPublish': true, 'FunctionConfig': {'KeyValueStoreAssociations': []}}", "KeyValueStoreAssociations")]
    [InlineData("Function", "{'FunctionConfig': {'Runtime': 'cloudfront-js-2.0'}}", "AutoPublish")]
    [InlineData("Function", "{'AutoPublish': true, 'FunctionConfig': {'Runtime': 'cloudfront-js-2.0'}, 'FunctionCode': '}'}", "FunctionCode")]
    [InlineData("OriginAccessControl", "{'OriginAccessControlConfig': {'SigningBehavior': 'never'}}", "OriginAccessControlConfig")]
    public async Task PartThatCantBeHonoured_IsRefused(string type, string properties, string named)
    {
        var complete = type == "Function" ? properties.Insert(1, "'Name': 'name', ") : properties;
        var error = await Assert.ThrowsAsync<DeploymentException>(() => CreateAsync(new Distributions(), type, "Part", complete));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondDistribution_IsRefused_BecauseThereIsOnePort()
    {
        var properties = $$"""{'DistributionConfig': {{Config}}}""";
        var distributions = new Distributions();
        await CreateAsync(distributions, "Distribution", "First", properties);

        var error = await Assert.ThrowsAsync<DeploymentException>(() => CreateAsync(distributions, "Distribution", "Second", properties));

        Assert.Contains("Test/Second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StrictTransportSecurity_IsSentOverTls()
    {
        var policy = HeadersPolicy.Read(Resource("ResponseHeadersPolicy", "Headers", """
            {"ResponseHeadersPolicyConfig": {"Name": "n", "SecurityHeadersConfig": {
              "StrictTransportSecurity": {"AccessControlMaxAgeSec": 60, "IncludeSubdomains": true, "Preload": true, "Override": false}}}}
            """));
        var (empty, own) = (new HeaderDictionary(), new HeaderDictionary { ["Strict-Transport-Security"] = "max-age=1" });

        policy.ApplyTo(empty, secure: true);
        policy.ApplyTo(own, secure: true);

        Assert.Equal("max-age=60; includeSubDomains; preload", empty["Strict-Transport-Security"]);
        Assert.Equal("max-age=1", own["Strict-Transport-Security"]);
    }

    private static Distribution Read(string config) =>
        new DistributionReader(
            Resource("Distribution", "Distribution", $$"""{'DistributionConfig': {{config}}}"""), new Dictionary<string, HeadersPolicy>(), Functions)
            .Read("E1", "e1.cloudfront.net", "arn");

    private static Task<DeployedResource> CreateAsync(Distributions distributions, string type, string id, string properties) =>
        new DistributionResources(distributions, new LocalCloudOptions()).CreateAsync(Resource(type, id, properties), default);

    /// <param name="properties">JSON; single quotes stand for double quotes.</param>
    private static TemplateResource Resource(string type, string id, string properties) =>
        new("Test", id, $"AWS::CloudFront::{type}", $"Test/{id}", JsonNode.Parse(properties.Replace('\'', '"'))!.AsObject());
}
