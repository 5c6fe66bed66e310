using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.S3;
using Cdk.Assets;
using Cdk.Constructs;
using Constructs;

namespace Cdk;

/// <summary>The storefront: its pages and the API under one domain, so that the browser needs no other.</summary>
public sealed class StorefrontStack : Stack
{
    private readonly PlatformConfig config;

    internal StorefrontStack(Construct scope, string id, PlatformConfig config, StorefrontAssets assets, PublicApi api)
        : base(scope, id, StackSettings.Of(config, "The storefront"))
    {
        this.config = config;
        var bucket = PrivateBucket("Bucket");
        var distribution = Distribution(bucket, api);
        new PageUpload(this, bucket, assets.Pages(), config);

        var domain = config.StorefrontDomain?.Name ?? distribution.DistributionDomainName;
        new CfnOutput(this, "StorefrontUrl", new CfnOutputProps { Value = $"https://{domain}" });
        new CfnOutput(this, "StorefrontBucket", new CfnOutputProps { Value = bucket.BucketName });
    }

    private Distribution Distribution(Bucket bucket, PublicApi api)
    {
        var headers = new SecurityHeaders(this);
        var pages = S3BucketOrigin.WithOriginAccessControl(bucket);
        return new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = "Storefront",
            DefaultRootObject = "index.html",
            DefaultBehavior = FromBucket(pages, headers, new PageAddresses(this)),
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions>
            {
                ["/_next/static/*"] = FromBucket(pages, headers),
                ["/api/*"] = FromApi(api, headers),
            },
            // Without the right to list, the bucket answers 403 for what it doesn't have. The rule holds for the API too, which never
            // answers 403; a rule for 404 would put this page in the place of the API's problem documents.
            ErrorResponses =
            [
                new ErrorResponse
                {
                    HttpStatus = 403,
                    ResponseHttpStatus = 404,
                    ResponsePagePath = "/404.html",
                    Ttl = Duration.Seconds(10),
                },
            ],
            DomainNames = config.StorefrontDomain is { } domain ? [domain.Name] : null,
            Certificate = config.StorefrontDomain is { CertificateArn: var arn }
                ? Certificate.FromCertificateArn(this, "Certificate", arn)
                : null,
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021, // CloudFront's own domain has a policy of its own
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_100, // North America and Europe; the API is in one region anyway
            EnableLogging = config.IsProduction,
            LogBucket = config.IsProduction ? LogBucket() : null,
        });
    }

    private static BehaviorOptions FromBucket(IOrigin pages, SecurityHeaders headers, PageAddresses? addresses = null) => new()
    {
        Origin = pages,
        ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        CachePolicy = CachePolicy.CACHING_OPTIMIZED,
        ResponseHeadersPolicy = headers,
        FunctionAssociations = addresses is null
            ? null
            : [new FunctionAssociation { EventType = FunctionEventType.VIEWER_REQUEST, Function = addresses }],
    };

    /// <summary>The stage has the name of the first path segment, so the path passes through as it is.</summary>
    private static BehaviorOptions FromApi(PublicApi api, SecurityHeaders headers) => new()
    {
        Origin = new HttpOrigin(api.DomainName, new HttpOriginProps { ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY }),
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        AllowedMethods = AllowedMethods.ALLOW_ALL,
        CachePolicy = CachePolicy.CACHING_DISABLED,
        OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        ResponseHeadersPolicy = headers,
        Compress = false,
    };

    /// <summary>Who visited what. It holds visitors' addresses: not kept for longer than abuse takes to be noticed.</summary>
    private Bucket LogBucket() => PrivateBucket("AccessLogs", new BucketProps
    {
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_PREFERRED, // CloudFront writes its logs with an access control list
        LifecycleRules = [new LifecycleRule { Expiration = Duration.Days(90) }],
    });

    private Bucket PrivateBucket(string id, BucketProps? more = null) => new(this, id, new BucketProps
    {
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        MinimumTLSVersion = 1.2,
        RemovalPolicy = config.DataRemoval,
        ObjectOwnership = more?.ObjectOwnership,
        LifecycleRules = more?.LifecycleRules,
    });
}
