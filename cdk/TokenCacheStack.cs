using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElastiCache;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SecretsManager;
using Cdk.Constructs;
using Constructs;
using Contracts;

namespace Cdk;

/// <summary>The token cache as ElastiCache Serverless for Valkey, and the network that the functions need to reach it.</summary>
public sealed class TokenCacheStack : Stack
{
    private const string User = "token-cache";

    // Serverless caches are read and written on the first port; the second one is for reads that may be behind, and clients look at it.
    private const int Port = 6379;
    private const int ReaderPort = 6380;

    internal TokenCacheStack(Construct scope, string id, PlatformConfig config) : base(scope, id, StackSettings.Of(config, "The token cache in Valkey"))
    {
        var vpc = new Vpc(this, "Network", new VpcProps
        {
            MaxAzs = 2,
            // The functions call KMS, Secrets Manager, Step Functions, Lambda and SES. One gateway is enough to try it; losing its zone
            // must not end the logins of a shop.
            NatGateways = config.IsProduction ? 2 : 1,
            RestrictDefaultSecurityGroup = false, // nothing uses it
            SubnetConfiguration =
            [
                new SubnetConfiguration { Name = "Gateways", SubnetType = SubnetType.PUBLIC, CidrMask = 28, MapPublicIpOnLaunch = false },
                new SubnetConfiguration { Name = "Functions", SubnetType = SubnetType.PRIVATE_WITH_EGRESS, CidrMask = 22 },
            ],
        });
        var functions = Group(vpc, "Functions", "The functions that use the token cache");
        var cacheGroup = Group(vpc, "CacheAccess", "The token cache");
        functions.AddEgressRule(Peer.AnyIpv4(), Amazon.CDK.AWS.EC2.Port.Tcp(443), "AWS services");
        functions.AddEgressRule(cacheGroup, Amazon.CDK.AWS.EC2.Port.TcpRange(Port, ReaderPort), "The token cache");
        cacheGroup.AddIngressRule(functions, Amazon.CDK.AWS.EC2.Port.TcpRange(Port, ReaderPort), "The functions that use it");

        Password = new Secret(this, "Password", new SecretProps
        {
            Description = "The password of the token cache's user.",
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 64, ExcludePunctuation = true },
            RemovalPolicy = config.DataRemoval,
        });
        var user = new CfnUser(this, "User", new CfnUserProps
        {
            Engine = "valkey",
            UserId = User,
            UserName = User,
            AccessString = ValkeyAccess.AccessString,
            Passwords = [Password.SecretValue.UnsafeUnwrap()], // a reference that CloudFormation resolves, not the password
        });
        // Valkey's groups need no default user, so that nobody gets in without a password.
        var users = new CfnUserGroup(this, "Users", new CfnUserGroupProps { Engine = "valkey", UserGroupId = User, UserIds = [user.Ref] });

        var key = new Key(this, "Key", new KeyProps
        {
            Description = "Encrypts the token cache",
            EnableKeyRotation = true,
            RemovalPolicy = config.DataRemoval,
        });
        var cache = new CfnServerlessCache(this, "Cache", new CfnServerlessCacheProps
        {
            // No limit to its size: at a limit Valkey would evict records, and a tombstone that is gone lets a late event issue a login.
            ServerlessCacheName = "token-cache",
            Description = "Login tokens, each until it is redeemed or expires",
            Engine = "valkey",
            MajorEngineVersion = "8",
            KmsKeyId = key.KeyArn,
            UserGroupId = users.Ref,
            SubnetIds = vpc.PrivateSubnets.Select(subnet => subnet.SubnetId).ToArray(),
            SecurityGroupIds = [cacheGroup.SecurityGroupId],
        });
        cache.ApplyRemovalPolicy(config.DataRemoval);

        Url = $"rediss://{User}@{cache.AttrEndpointAddress}:{cache.AttrEndpointPort}";
        Network = new FunctionNetwork(vpc.PrivateSubnets.Select(subnet => subnet.SubnetId).ToArray(), functions.SecurityGroupId);
    }

    /// <summary>Where the cache is, and its user: TLS always, as serverless caches know nothing else.</summary>
    internal string Url { get; }

    internal Secret Password { get; }

    internal FunctionNetwork Network { get; }

    private SecurityGroup Group(Vpc vpc, string id, string description) =>
        new(this, id, new SecurityGroupProps { Vpc = vpc, Description = description, AllowAllOutbound = false });
}
