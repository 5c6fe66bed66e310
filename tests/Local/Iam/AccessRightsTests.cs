using System.Text.Json.Nodes;
using Local.Iam;

namespace Local.Tests.Iam;

/// <summary>Which policies decide about a request, and that a change of them is heard.</summary>
public class AccessRightsTests : IAccessObserver
{
    private const string Role = "arn:aws:iam::000000000000:role/writer";

    private readonly PolicyRegistry registry = new();
    private readonly List<Decision> heard = [];

    [Fact]
    public void Change_CountsFromTheNextRequestOn()
    {
        var rights = new AccessRights(registry, [this]);
        var request = new AccessRequest(Role, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:000000000000:orders");

        Assert.Equal(Decision.NoIdentityPolicy, rights.Decide(request));
        registry.Put(Role, "Stack/Policy", Allow("sqs:SendMessage"));
        Assert.Equal(Decision.Allowed, rights.Decide(request));
        registry.Put(Role, "Stack/Another", Allow("s3:*"));
        Assert.Equal(Decision.Allowed, rights.Decide(request));
        registry.Put(Role, "Stack/Policy", Allow("sqs:ReceiveMessage"));
        Assert.Equal(Decision.NoIdentityPolicy, rights.Decide(request));
        Assert.Equal([Decision.NoIdentityPolicy, Decision.Allowed, Decision.Allowed, Decision.NoIdentityPolicy], heard);
    }

    /// <summary>What is remembered of a request is which statements concern it, not what their conditions said.</summary>
    [Fact]
    public void Conditions_AreTestedEachTime()
    {
        registry.Put(Role, "Stack/Policy", Allow("ses:SendEmail", """{"StringEquals": {"ses:FromAddress": "shop@example.com"}}"""));
        var rights = new AccessRights(registry, []);
        var request = new AccessRequest(Role, "ses:SendEmail", "arn:aws:ses:eu-west-1:000000000000:identity/example.com");

        Assert.Equal(Decision.Allowed, rights.Decide(request with { Context = [new("ses:FromAddress", "shop@example.com")] }));
        Assert.Equal(Decision.NoIdentityPolicy, rights.Decide(request with { Context = [new("ses:FromAddress", "thief@example.com")] }));
    }

    [Fact]
    public void BucketsPolicy_IsItsObjectsPolicy()
    {
        registry.Put("arn:aws:s3:::lake", "Stack/BucketPolicy", PolicyStatement.Parse(
            JsonNode.Parse("""{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lake/secret/*"}}"""), ofResource: true));
        registry.Put(Role, "Stack/Policy", Allow("s3:*"));
        var rights = new AccessRights(registry, []);

        Assert.Equal(Decision.Allowed, rights.Decide(new(Role, "s3:GetObject", "arn:aws:s3:::lake/open/1")));
        Assert.Equal(Decision.DeniedByResourcePolicy, rights.Decide(new(Role, "s3:GetObject", "arn:aws:s3:::lake/secret/1")));
    }

    [Fact]
    public void KeyWithoutAPolicy_OpensToNobody()
    {
        registry.Put(Role, "Stack/Policy", Allow("kms:*"));

        Assert.Equal(Decision.NoResourcePolicy, new AccessRights(registry, []).Decide(new(Role, "kms:Sign", "arn:aws:kms:eu-west-1:000000000000:key/1")));
    }

    void IAccessObserver.Decided(AccessRequest request, Decision decision) => heard.Add(decision);

    private static IReadOnlyList<PolicyStatement> Allow(string action, string condition = "{}") => PolicyStatement.Parse(
        JsonNode.Parse($$"""{"Statement": {"Condition": {{condition}}, "Effect": "Allow", "Action": "{{action}}", "Resource": "*"} }"""), ofResource: false);
}
