using System.Text.Json.Nodes;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class StorefrontTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.ProductionStorefront;

    private JsonObject Distribution => template.At("Distribution").Properties["DistributionConfig"]!.AsObject();

    [Fact]
    public void Pages_ComeFromThePrivateBucket_CompressedAndCached()
    {
        foreach (var behavior in new[] { Distribution["DefaultCacheBehavior"]!, Behavior("/_next/static/*") })
        {
            var origin = Origin(behavior);
            Assert.Equal(template.At("Bucket"), template.Target(origin["DomainName"]));
            var access = Config(template.Target(origin["OriginAccessControlId"]), "OriginAccessControlConfig");
            Assert.Equal(("always", "sigv4"), (access["SigningBehavior"]!.ToString(), access["SigningProtocol"]!.ToString()));
            Assert.Equal("redirect-to-https", behavior["ViewerProtocolPolicy"]!.ToString());
            Assert.Equal("658327ea-f89d-4fab-a63d-7e88639e58f6", behavior["CachePolicyId"]!.ToString()); // Managed-CachingOptimized
            Assert.True(behavior["Compress"]!.GetValue<bool>());
            Assert.Null(behavior["AllowedMethods"]); // GET and HEAD
        }
    }

    [Fact]
    public void Api_KeepsItsPath_IsNeverCached_AndGetsAllButTheHostHeader()
    {
        var api = Behavior("/api/*");
        var origin = Origin(api);

        var exported = synthesis.Production.Root["Outputs"]!.AsObject().Single(output =>
            output.Value!["Export"]?["Name"]!.GetValue<string>().Contains("RestApi", StringComparison.Ordinal) == true).Value!;
        Assert.Equal(
            $"{{{exported["Export"]!["Name"]}}}.execute-api.{{AWS::Region}}.{{AWS::URLSuffix}}",
            SynthesizedTemplate.Flatten(origin["DomainName"]));
        Assert.Equal("AWS::ApiGateway::RestApi", synthesis.Production.Target(exported["Value"]).Type);
        // The first segment of the path is the stage: an origin path would put it there twice.
        Assert.Null(origin["OriginPath"]);
        Assert.Equal("api", Assert.Single(synthesis.Production.OfType("AWS::ApiGateway::Stage"), IsOfTheApi).Text("StageName"));
        Assert.Equal("https-only", origin["CustomOriginConfig"]!["OriginProtocolPolicy"]!.ToString());
        Assert.Equal("https-only", api["ViewerProtocolPolicy"]!.ToString());
        Assert.Equal(7, api["AllowedMethods"]!.AsArray().Count);
        Assert.Equal("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", api["CachePolicyId"]!.ToString()); // Managed-CachingDisabled
        Assert.Equal("b689b0a8-53d0-40ab-baf2-68738e2966ac", api["OriginRequestPolicyId"]!.ToString()); // Managed-AllViewerExceptHostHeader
        Assert.Null(api["FunctionAssociations"]);
    }

    /// <summary>Error responses hold for the API too: for a status that it answers, a page would replace its problem document.</summary>
    [Fact]
    public void MissingPage_IsTheOnlyErrorThatIsReplaced_AndTheApiNeverAnswersIt()
    {
        var response = Assert.Single(Distribution["CustomErrorResponses"]!.AsArray())!;
        Assert.Equal(
            (403, 404, "/404.html"),
            (response["ErrorCode"]!.GetValue<int>(), response["ResponseCode"]!.GetValue<int>(), response["ResponsePagePath"]!.ToString()));

        var api = synthesis.Production.OfType("AWS::ApiGateway::GatewayResponse").Where(IsOfTheApi).ToDictionary(
            answer => answer.Text("ResponseType"), answer => answer.Properties["StatusCode"]?.ToString());
        Assert.DoesNotContain("403", api.Values);
        // What API Gateway answers with 403 unless it is told otherwise, for an API without authorizers, keys and firewall.
        Assert.Equal("404", api["MISSING_AUTHENTICATION_TOKEN"]);
        Assert.Equal("404", api["INVALID_SIGNATURE"]);
        Assert.All(
            synthesis.Production.OfType("AWS::ApiGateway::Method").Where(IsOfTheApi), method => Assert.Equal("NONE", method.Text("AuthorizationType")));
    }

    /// <summary>With the right to list, the bucket would answer 404 for what it doesn't have, and nobody would see the page.</summary>
    [Fact]
    public void Bucket_IsReadByThisDistributionOnly_ObjectByObject_AndOverTls()
    {
        var statements = Config(template.At("Bucket/Policy"), "PolicyDocument")["Statement"]!.AsArray();
        var allowed = Assert.Single(statements, statement => statement!["Effect"]!.ToString() == "Allow")!;

        Assert.Equal("cloudfront.amazonaws.com", allowed["Principal"]!["Service"]!.ToString());
        Assert.Equal("s3:GetObject", allowed["Action"]!.ToString());
        Assert.EndsWith($"distribution/{{{template.At("Distribution").Id}}}",
            SynthesizedTemplate.Flatten(allowed["Condition"]!["StringEquals"]!["AWS:SourceArn"]), StringComparison.Ordinal);
        Assert.Contains(statements, statement => statement!["Effect"]!.ToString() == "Deny"
            && statement["Condition"]!["Bool"]?["aws:SecureTransport"]?.ToString() == "false");
    }

    [Fact]
    public void EveryBucket_IsPrivateAndEncrypted_AndSurvivesItsRemovalInProductionOnly()
    {
        foreach (var bucket in template.OfType("AWS::S3::Bucket"))
        {
            Assert.All(
                bucket.Properties["PublicAccessBlockConfiguration"]!.AsObject(), setting => Assert.True(setting.Value!.GetValue<bool>()));
            Assert.NotNull(bucket.Properties["BucketEncryption"]);
            Assert.Equal("Retain", bucket.Definition["DeletionPolicy"]!.ToString());
        }
        Assert.All(synthesis.DevelopmentStorefront.OfType("AWS::S3::Bucket"), bucket =>
            Assert.Equal("Delete", bucket.Definition["DeletionPolicy"]!.ToString()));
    }

    [Fact]
    public void Visits_AreLoggedInProductionOnly_WithoutCookies_For90Days()
    {
        var logs = template.Target(Distribution["Logging"]!["Bucket"]);

        Assert.Null(Distribution["Logging"]!["IncludeCookies"]);
        Assert.Equal(90, logs.Properties["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]!.GetValue<int>());
        Assert.Null(synthesis.DevelopmentStorefront.At("Distribution").Properties["DistributionConfig"]!["Logging"]);
    }

    [Fact]
    public void Connection_IsModern_OnTheShopsOwnDomain()
    {
        Assert.Equal("http2and3", Distribution["HttpVersion"]!.ToString());
        Assert.True(Distribution["IPV6Enabled"]!.GetValue<bool>());
        Assert.Equal("index.html", Distribution["DefaultRootObject"]!.ToString());
        Assert.Equal("TLSv1.2_2021", Distribution["ViewerCertificate"]!["MinimumProtocolVersion"]!.ToString());
        Assert.Equal("shop.test", Assert.Single(Distribution["Aliases"]!.AsArray())!.ToString());
        Assert.Equal("https://shop.test", template.Root["Outputs"]!["StorefrontUrl"]!["Value"]!.ToString());
    }

    [Fact]
    public void EveryAnswer_CarriesTheSecurityHeaders()
    {
        var policy = Config(template.At("SecurityHeaders"), "ResponseHeadersPolicyConfig");
        var security = policy["SecurityHeadersConfig"]!.AsObject();

        Assert.All(Distribution["CacheBehaviors"]!.AsArray().Append(Distribution["DefaultCacheBehavior"]), behavior =>
            Assert.Equal(template.At("SecurityHeaders"), template.Target(behavior!["ResponseHeadersPolicyId"])));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            security["ContentSecurityPolicy"]!["ContentSecurityPolicy"]!.ToString());
        Assert.Equal("DENY", security["FrameOptions"]!["FrameOption"]!.ToString());
        Assert.Equal("no-referrer", security["ReferrerPolicy"]!["ReferrerPolicy"]!.ToString());
        Assert.Equal(63072000, security["StrictTransportSecurity"]!["AccessControlMaxAgeSec"]!.GetValue<int>());
        Assert.All(security, header => Assert.True(header.Value!["Override"]!.GetValue<bool>(), header.Key));
        Assert.Contains("ContentTypeOptions", security);
        Assert.Equal(["Cross-Origin-Opener-Policy", "Permissions-Policy"],
            policy["CustomHeadersConfig"]!["Items"]!.AsArray().Select(item => item!["Header"]!.ToString()).Order());
    }

    [Fact]
    public void HashedFiles_ComeBeforeThePages_AreKeptForAYear_AndSurviveTheNextDeploy()
    {
        var hashed = template.At("PageUpload/Hashed/CustomResource/Default");
        var pages = template.At("PageUpload/Pages/CustomResource/Default");

        Assert.Equal("public, max-age=31536000, immutable", CacheControl(hashed));
        Assert.Equal("public, max-age=0, must-revalidate", CacheControl(pages));
        Assert.Equal("_next/static/*", Assert.Single(hashed.Properties["Include"]!.AsArray())!.ToString());
        Assert.Equal("_next/static/*", Assert.Single(pages.Properties["Exclude"]!.AsArray())!.ToString());
        Assert.Equal((false, true), (hashed.Properties["Prune"]!.GetValue<bool>(), pages.Properties["Prune"]!.GetValue<bool>()));
        Assert.Contains(hashed.Id, pages.Definition["DependsOn"]!.AsArray().Select(id => id!.ToString()));

        static string CacheControl(Resource upload) => upload.Properties["SystemMetadata"]!["cache-control"]!.ToString();
    }

    [Fact]
    public void UploadFunction_RunsOnAPythonThatLambdaStillTakes() =>
        Assert.Equal("python3.13", Assert.Single(template.OfType("AWS::Lambda::Function")).Text("Runtime"));

    /// <summary>What the CDK grants the function of its BucketDeployment; nobody else in this stack has a role.</summary>
    [Fact]
    public void Wildcards_AreThoseOfTheUploadOnly_AndReachTwoBuckets()
    {
        var policy = Assert.Single(template.OfType("AWS::IAM::Policy"));
        Assert.StartsWith("Custom::CDKBucketDeployment", policy.Path, StringComparison.Ordinal);

        var resources = policy.Properties["PolicyDocument"]!["Statement"]!.AsArray()
            .SelectMany(statement => SynthesizedTemplate.Listed(statement!["Resource"]))
            .Select(SynthesizedTemplate.Flatten);
        Assert.All(resources, resource => Assert.True(
            resource.StartsWith($"{{{template.At("Bucket").Id}.Arn}}", StringComparison.Ordinal)
            || resource.Contains(":s3:::cdk-hnb659fds-assets-", StringComparison.Ordinal), resource));
    }

    [Fact]
    public void Platform_KnowsNothingOfTheStorefront_ButExportsItsApi()
    {
        Assert.Single(synthesis.Production.Root["Outputs"]!.AsObject(), output =>
            output.Value!["Export"]?["Name"]!.GetValue<string>().Contains("RestApi", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(
            synthesis.Production.All.Select(resource => resource.Type.Split("::")[1]), service => service is "S3" or "CloudFront");
    }

    private JsonNode Behavior(string pattern) =>
        Distribution["CacheBehaviors"]!.AsArray().Single(behavior => behavior!["PathPattern"]!.ToString() == pattern)!;

    private JsonNode Origin(JsonNode behavior) =>
        Distribution["Origins"]!.AsArray().Single(origin => origin!["Id"]!.ToString() == behavior["TargetOriginId"]!.ToString())!;

    private static JsonNode Config(Resource resource, string property) => resource.Properties[property]!;

    /// <summary>The application has an API of its own, which is not the storefront's business.</summary>
    private static bool IsOfTheApi(Resource resource) => resource.Path.StartsWith("Bff/Api/", StringComparison.Ordinal);
}
