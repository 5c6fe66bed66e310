using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>The platform with the token cache in Valkey, and what must not be there without it.</summary>
[Collection(nameof(Synthesis))]
public sealed class TokenCacheTests(Synthesis synthesis)
{
    private static readonly string[] Users =
        ["AuthService/IssueToken", "AuthService/OfferLogin", "AuthService/RedeemToken", "AuthService/SendLoginLink"];

    private readonly SynthesizedTemplate platform = synthesis.Valkey;
    private readonly SynthesizedTemplate cache = synthesis.ValkeyTokenCache;

    private JsonObject Cache => Assert.Single(cache.OfType("AWS::ElastiCache::ServerlessCache")).Properties;

    [Fact]
    public void WithDynamoDb_ThereIsNoNetwork_AndNoCache()
    {
        var stacks = Directory.EnumerateFiles(Path.GetDirectoryName(synthesis.Production.File)!, "*.template.json");
        Assert.DoesNotContain(stacks, stack => stack.Contains("TokenCache", StringComparison.Ordinal));
        Assert.DoesNotContain(synthesis.Production.All, resource =>
            resource.Type.Split("::")[1] is "EC2" or "ElastiCache");
        Assert.DoesNotContain(synthesis.Production.All, resource => resource.Properties.ContainsKey("VpcConfig"));
    }

    [Fact]
    public void WithValkey_ThereIsNoTableOfTokens_AndNobodyMayUseOne()
    {
        Assert.DoesNotContain(platform.All, resource => resource.Path.StartsWith("AuthService/SsoTokens", StringComparison.Ordinal));
        Assert.DoesNotContain("SsoTokens", platform.Root.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SSO_TOKENS_TABLE", platform.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyThoseWhoUseTheCache_RunInItsNetwork()
    {
        var inside = platform.OfType("AWS::Lambda::Function").Where(function => function.Properties.ContainsKey("VpcConfig")).ToList();

        Assert.Equal(Users.Select(user => $"{user}/Function"), inside.Select(function => function.Path).Order());
        Assert.All(inside, function =>
        {
            var network = function.Properties["VpcConfig"]!;
            var subnets = network["SubnetIds"]!.AsArray().Select(Imported).ToList();
            Assert.Equal(2, subnets.Distinct().Count());
            Assert.All(subnets, subnet => Assert.Equal("AWS::EC2::Subnet", subnet.Type));
            Assert.All(subnets, subnet => Assert.StartsWith("Network/FunctionsSubnet", subnet.Path, StringComparison.Ordinal));
            Assert.Equal("Functions", Imported(Assert.Single(network["SecurityGroupIds"]!.AsArray())).Path);
        });
    }

    [Fact]
    public void Functions_GetTheAddressAndTheSecretsName_NeverThePassword()
    {
        Assert.All(Users, user =>
        {
            var variables = platform.At($"{user}/Function").Properties["Environment"]!["Variables"]!;
            Assert.StartsWith("rediss://token-cache@", SynthesizedTemplate.Flatten(variables["TOKEN_CACHE_URL"]), StringComparison.Ordinal);
            Assert.Equal("Password", Imported(variables["TOKEN_CACHE_SECRET_ID"]).Path);
        });
        Assert.DoesNotContain("{{resolve:", platform.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Password_IsGenerated_AndReachesTheCachesUserByReferenceOnly()
    {
        var secret = Assert.Single(cache.OfType("AWS::SecretsManager::Secret"));
        var user = Assert.Single(cache.OfType("AWS::ElastiCache::User")).Properties;

        Assert.False(secret.Properties.ContainsKey("SecretString"));
        Assert.Equal(64, secret.Properties["GenerateSecretString"]!["PasswordLength"]!.GetValue<int>());
        Assert.Equal(
            $"{{{{resolve:secretsmanager:{{{secret.Id}}}:SecretString:::}}}}",
            SynthesizedTemplate.Flatten(Assert.Single(user["Passwords"]!.AsArray())));
        Assert.False(user.ContainsKey("NoPasswordRequired"));
        Assert.Single(Assert.Single(cache.OfType("AWS::ElastiCache::UserGroup")).Properties["UserIds"]!.AsArray()); // no default user
    }

    [Fact]
    public void Cache_IsEncryptedWithAKeyOfItsOwn_AndHasNoLimitAtWhichItWouldForget()
    {
        Assert.Equal("valkey", Cache["Engine"]!.GetValue<string>());
        Assert.True(cache.Target(Cache["KmsKeyId"]).Properties["EnableKeyRotation"]!.GetValue<bool>());
        Assert.Equal("AWS::ElastiCache::UserGroup", cache.Target(Cache["UserGroupId"]).Type);
        Assert.False(Cache.ContainsKey("CacheUsageLimits"));
        foreach (var type in new[] { "AWS::ElastiCache::ServerlessCache", "AWS::SecretsManager::Secret", "AWS::KMS::Key" })
            Assert.Equal("Retain", Assert.Single(cache.OfType(type)).Definition["DeletionPolicy"]!.GetValue<string>());
    }

    [Fact]
    public void Cache_IsReachedByTheFunctionsOnly_AndTheyReachItAndAwsOnly()
    {
        var (functions, access) = (cache.At("Functions"), cache.At("CacheAccess"));
        var toTheCache = Assert.Single(cache.OfType("AWS::EC2::SecurityGroupEgress")).Properties;
        var fromFunctions = Assert.Single(cache.OfType("AWS::EC2::SecurityGroupIngress")).Properties;

        Assert.Equal(access, cache.Target(Assert.Single(Cache["SecurityGroupIds"]!.AsArray())));
        Assert.Equal((functions, access), (cache.Target(toTheCache["GroupId"]), cache.Target(toTheCache["DestinationSecurityGroupId"])));
        Assert.Equal((access, functions), (cache.Target(fromFunctions["GroupId"]), cache.Target(fromFunctions["SourceSecurityGroupId"])));
        Assert.All(new[] { toTheCache, fromFunctions }, rule =>
            Assert.Equal("tcp 6379-6380", PortsOf(rule)));
        var elsewhere = Assert.Single(functions.Properties["SecurityGroupEgress"]!.AsArray())!;
        Assert.Equal("tcp 443-443", PortsOf(elsewhere));
        Assert.DoesNotContain(cache.OfType("AWS::EC2::SecurityGroup"), group => group.Properties.ContainsKey("SecurityGroupIngress"));
        Assert.Equal(2, cache.OfType("AWS::EC2::NatGateway").Count); // a zone that is lost takes one of them
    }

    [Theory]
    [InlineData("AuthService/IssueToken",
        "kms:Sign states:SendTaskSuccess states:SendTaskFailure "
        + "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes")]
    [InlineData("AuthService/OfferLogin", "kms:Sign")]
    [InlineData("AuthService/RedeemToken", "kms:GetPublicKey lambda:InvokeFunction")]
    [InlineData("AuthService/SendLoginLink", "kms:Sign dynamodb:GetItem dynamodb:PutItem lambda:InvokeFunction ses:SendRawEmail")]
    public void Function_MayReadThePassword_AndDoItsOwnWork(string function, string actions)
    {
        const string inTheNetwork =
            "ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DeleteNetworkInterface "
            + "ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses";
        const string everyFunction = "logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments xray:PutTelemetryRecords";
        var statements = PolicyOf(function).AsArray();

        Assert.Equal(
            $"{actions} secretsmanager:GetSecretValue {everyFunction} {inTheNetwork}".Split(' ').Order(),
            statements.Where(statement => Effect(statement) == "Allow").SelectMany(Actions).Distinct().Order());
        var secret = statements.Single(statement => Actions(statement).Contains("secretsmanager:GetSecretValue"))!;
        Assert.Equal("Password", Imported(secret["Resource"]).Path);
        // Lambda uses these permissions to place the function; the function's own code must not.
        var denied = Assert.Single(statements, statement => Effect(statement) == "Deny")!;
        Assert.Equal(inTheNetwork.Split(' ').Order(), Actions(denied).Order());
        Assert.Equal("""{"Null":{"lambda:SourceFunctionArn":"false"}}""", denied["Condition"]!.ToJsonString());
    }

    [Fact]
    public void User_MayDoSingleCommands_OnTheKeysOfLogins()
    {
        var accessString = Assert.Single(cache.OfType("AWS::ElastiCache::User")).Text("AccessString");

        Assert.StartsWith("on ~login:* -@all +", accessString, StringComparison.Ordinal);
        Assert.DoesNotContain("+@", accessString, StringComparison.Ordinal);
        Assert.Equal(2, accessString.Split('~').Length);
    }

    private static string PortsOf(JsonNode rule) => $"{rule["IpProtocol"]} {rule["FromPort"]}-{rule["ToPort"]}";

    private static string Effect(JsonNode? statement) => statement!["Effect"]!.GetValue<string>();

    private static IEnumerable<string> Actions(JsonNode? statement) =>
        SynthesizedTemplate.Listed(statement!["Action"]).Select(action => action.GetValue<string>());

    private JsonNode PolicyOf(string function) => platform.At($"{function}/Role/DefaultPolicy").Properties["PolicyDocument"]!["Statement"]!;

    /// <summary>The resource of the cache's stack that a value of the platform's comes from.</summary>
    private Resource Imported(JsonNode? value)
    {
        var name = value!["Fn::ImportValue"]!.GetValue<string>();
        var outputs = cache.Root["Outputs"]!.AsObject().Select(output => output.Value!);
        return cache.Target(outputs.Single(output => output["Export"]!["Name"]!.GetValue<string>() == name)["Value"]);
    }
}
