using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Local.Tests.Support;

namespace Local.Tests.CloudFront;

/// <summary>A small web site behind a distribution, as the storefront's stack describes one, and an API without routes beside it.</summary>
public sealed class WebCloud : TestCloud
{
    public const string Page = "<!DOCTYPE html><title>Shop</title>";

    private readonly DirectoryInfo pages = Directory.CreateTempSubdirectory("web-");

    public WebCloud() : base(
        Template.Replace("PAGE_ADDRESSES", PageAddresses, StringComparison.Ordinal), emulators: true, tables: false, enforced: true)
    {
        Write("index.html", Page + new string('i', 2000));
        Write("shop/index.html", Page + "<p>small</p>");
        Write("404.html", Page + "<p>not here</p>");
        Write("_next/static/app-1.js", "console.log('hashed')");
        Assembly.WithAsset("pages.zip", pages.FullName);
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Uri Address(string path) => new(Cloud.PublicUrl, path);

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>Asks for a target byte for byte, as no HTTP client does, and returns the whole answer.</summary>
    public async Task<string> GetRawAsync(string target, string method = "GET")
    {
        using var tcp = new TcpClient(IPAddress.Loopback.ToString(), Cloud.PublicUrl.Port);
        var request = $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        await tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        return await new StreamReader(tcp.GetStream()).ReadToEndAsync();
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(pages.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The storefront's function, as JSON; its encoder leaves no single quote, which a template would turn into a double one.</summary>
    private static string PageAddresses =>
        JsonSerializer.Serialize(File.ReadAllText(Path.Combine(Repository.Find().Root, "cdk", "Constructs", "PageAddresses.js")));

    private const string Template = """
        {'Resources': {
          'Bucket': {'Type': 'AWS::S3::Bucket'},
          'Private': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'private'}},
          'Access': {'Type': 'AWS::CloudFront::OriginAccessControl', 'Properties': {'OriginAccessControlConfig': {
            'Name': 'access', 'OriginAccessControlOriginType': 's3', 'SigningBehavior': 'always', 'SigningProtocol': 'sigv4'}}},
          'Policy': {'Type': 'AWS::S3::BucketPolicy', 'Properties': {'Bucket': {'Ref': 'Bucket'}, 'PolicyDocument': {'Statement': [{
            'Effect': 'Allow', 'Principal': {'Service': 'cloudfront.amazonaws.com'}, 'Action': 's3:GetObject',
            'Resource': {'Fn::Join': ['', [{'Fn::GetAtt': ['Bucket', 'Arn']}, '/*']]},
            'Condition': {'StringEquals': {'AWS:SourceArn': {'Fn::Join': ['', ['arn:aws:cloudfront::', {'Ref': 'AWS::AccountId'},
              ':distribution/', {'Ref': 'Distribution'}]]}}}}]}}},
          'Hashed': {'Type': 'Custom::CDKBucketDeployment', 'Properties': {
            'ServiceToken': 'nobody', 'SourceBucketNames': ['assets'], 'SourceObjectKeys': ['pages.zip'],
            'DestinationBucketName': {'Ref': 'Bucket'}, 'Prune': false, 'Exclude': ['*'], 'Include': ['_next/static/*'],
            'SystemMetadata': {'cache-control': 'public, max-age=31536000, immutable'}}},
          'Pages': {'Type': 'Custom::CDKBucketDeployment', 'DependsOn': 'Hashed', 'Properties': {
            'ServiceToken': 'nobody', 'SourceBucketNames': ['assets'], 'SourceObjectKeys': ['pages.zip'],
            'DestinationBucketName': {'Ref': 'Bucket'}, 'Prune': true, 'Exclude': ['_next/static/*'],
            'SystemMetadata': {'cache-control': 'public, max-age=0, must-revalidate'}}},
          'Headers': {'Type': 'AWS::CloudFront::ResponseHeadersPolicy', 'Properties': {'ResponseHeadersPolicyConfig': {
            'Name': 'headers',
            'SecurityHeadersConfig': {
              'ContentSecurityPolicy': {'ContentSecurityPolicy': 'default-src self', 'Override': true},
              'ContentTypeOptions': {'Override': true},
              'StrictTransportSecurity': {'AccessControlMaxAgeSec': 63072000, 'IncludeSubdomains': true, 'Override': true}},
            'CustomHeadersConfig': {'Items': [{'Header': 'Permissions-Policy', 'Value': 'camera=()', 'Override': true}]}}}},
          'Function': {'Type': 'AWS::CloudFront::Function', 'Properties': {
            'Name': 'addresses', 'AutoPublish': true, 'FunctionConfig': {'Comment': '', 'Runtime': 'cloudfront-js-2.0'},
            'FunctionCode': PAGE_ADDRESSES}},
          'Api': {'Type': 'AWS::ApiGateway::RestApi', 'Properties': {'Name': 'api'}},
          'Problem': {'Type': 'AWS::ApiGateway::GatewayResponse', 'Properties': {
            'RestApiId': {'Ref': 'Api'}, 'ResponseType': 'MISSING_AUTHENTICATION_TOKEN', 'StatusCode': '404',
            'ResponseParameters': {'gatewayresponse.header.Content-Type': '\u0027application/problem+json\u0027'},
            'ResponseTemplates': {'application/json': '{\'type\': \'unknown-resource\'}'}}},
          'Deployment': {'Type': 'AWS::ApiGateway::Deployment', 'Properties': {'RestApiId': {'Ref': 'Api'}}},
          'Stage': {'Type': 'AWS::ApiGateway::Stage', 'Properties': {
            'RestApiId': {'Ref': 'Api'}, 'DeploymentId': {'Ref': 'Deployment'}, 'StageName': 'api'}},
          'AppApi': {'Type': 'AWS::ApiGateway::RestApi', 'Properties': {'Name': 'app'}},
          'AppDeployment': {'Type': 'AWS::ApiGateway::Deployment', 'Properties': {'RestApiId': {'Ref': 'AppApi'}}},
          'AppStage': {'Type': 'AWS::ApiGateway::Stage', 'Properties': {
            'RestApiId': {'Ref': 'AppApi'}, 'DeploymentId': {'Ref': 'AppDeployment'}, 'StageName': 'app'}},
          'Distribution': {'Type': 'AWS::CloudFront::Distribution', 'Properties': {'DistributionConfig': {
            'Enabled': true, 'DefaultRootObject': 'index.html',
            'Origins': [
              {'Id': 'pages', 'DomainName': {'Fn::GetAtt': ['Bucket', 'RegionalDomainName']},
               'S3OriginConfig': {'OriginAccessIdentity': ''}, 'OriginAccessControlId': {'Fn::GetAtt': ['Access', 'Id']}},
              {'Id': 'api', 'CustomOriginConfig': {'OriginProtocolPolicy': 'https-only'},
               'DomainName': {'Fn::Join': ['', [{'Ref': 'Api'}, '.execute-api.', {'Ref': 'AWS::Region'}, '.amazonaws.com']]}}],
            'CacheBehaviors': [
              {'PathPattern': '/_next/static/*', 'TargetOriginId': 'pages', 'ViewerProtocolPolicy': 'redirect-to-https', 'Compress': true,
               'CachePolicyId': '658327ea-f89d-4fab-a63d-7e88639e58f6', 'ResponseHeadersPolicyId': {'Ref': 'Headers'}},
              {'PathPattern': '/api/*', 'TargetOriginId': 'api', 'ViewerProtocolPolicy': 'https-only',
               'AllowedMethods': ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
               'CachePolicyId': '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'ResponseHeadersPolicyId': {'Ref': 'Headers'},
               'OriginRequestPolicyId': 'b689b0a8-53d0-40ab-baf2-68738e2966ac'},
              {'PathPattern': '/other-stage/*', 'TargetOriginId': 'api', 'ViewerProtocolPolicy': 'https-only',
               'CachePolicyId': '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'}],
            'DefaultCacheBehavior': {'TargetOriginId': 'pages', 'ViewerProtocolPolicy': 'redirect-to-https', 'Compress': true,
              'CachePolicyId': '658327ea-f89d-4fab-a63d-7e88639e58f6', 'ResponseHeadersPolicyId': {'Ref': 'Headers'},
              'FunctionAssociations': [{'EventType': 'viewer-request', 'FunctionARN': {'Fn::GetAtt': ['Function', 'FunctionARN']}}]},
            'CustomErrorResponses': [
              {'ErrorCode': 403, 'ResponseCode': 404, 'ResponsePagePath': '/404.html', 'ErrorCachingMinTTL': 10}]}}}
        }}
        """;
}
