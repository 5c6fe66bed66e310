using System.Text.Json.Nodes;
using Local.Iam;

namespace Local.Tests.Iam;

/// <summary>What policies allow and deny, by the evaluation logic of IAM.</summary>
public class PolicyEvaluatorTests
{
    private const string Role = "arn:aws:iam::000000000000:role/reader";
    private const string Table = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";
    private const string Read = """{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:000000000000:table/orders"}""";

    [Theory]
    [InlineData("dynamodb:GetItem", Table, true)]
    [InlineData("DYNAMODB:getitem", Table, true)]
    [InlineData("dynamodb:PutItem", Table, false)]
    [InlineData("dynamodb:GetItem", $"{Table}/index/open", false)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:000000000000:table/ORDERS", false)]
    public void Statement_AllowsItsActionOnItsResource(string action, string resource, bool allowed) =>
        Assert.Equal(allowed ? Decision.Allowed : Decision.NoIdentityPolicy, Decide(new(Role, action, resource), Read));

    [Theory]
    [InlineData("dynamodb:*", true)]
    [InlineData("dynamodb:Get*", true)]
    [InlineData("dynamodb:?etItem", true)]
    [InlineData("*", true)]
    [InlineData("dynamodb:Get", false)]
    [InlineData("dynamodb:?GetItem", false)]
    [InlineData("s3:*", false)]
    public void Wildcards_StandForTextsAndCharacters(string pattern, bool allowed) => Assert.Equal(
        allowed ? Decision.Allowed : Decision.NoIdentityPolicy,
        Decide(new(Role, "dynamodb:GetItem", Table), Read.Replace("dynamodb:GetItem", pattern, StringComparison.Ordinal)));

    [Theory]
    [InlineData("arn:aws:dynamodb:*:000000000000:table/*", Table, true)]
    [InlineData("arn:aws:dynamodb:*:*:table/orders*", $"{Table}/index/open", true)]
    [InlineData("arn:aws:dynamodb:*:table/orders", Table, false)]
    [InlineData("arn:aws:dynamodb:*", Table, false)]
    [InlineData("arn:aws:dynamodb:eu-west-1:*:orders", Table, false)]
    [InlineData("arn:aws:states:*:*:stateMachine:saga", "arn:aws:states:eu-west-1:000000000000:stateMachine:saga", true)]
    [InlineData("arn:aws:s3:::lake/*", "arn:aws:s3:::lake/data/1", true)]
    public void Wildcards_OfAnArn_StayWithinItsParts(string pattern, string resource, bool allowed) => Assert.Equal(
        allowed ? Decision.Allowed : Decision.NoIdentityPolicy,
        Decide(new(Role, "any:Thing", resource), $$"""{"Effect": "Allow", "Action": "*", "Resource": "{{pattern}}"}"""));

    [Theory]
    [InlineData("dynamodb:GetItem", Table, false)]
    [InlineData("dynamodb:DeleteItem", Table, true)]
    [InlineData("dynamodb:DeleteItem", "arn:aws:s3:::orders", false)]
    public void NotActionAndNotResource_AreAllOthers(string action, string resource, bool allowed) => Assert.Equal(
        allowed ? Decision.Allowed : Decision.NoIdentityPolicy,
        Decide(new(Role, action, resource), """{"Effect": "Allow", "NotAction": ["dynamodb:Get*", "dynamodb:PutItem"], "NotResource": "arn:aws:s3:::*"}"""));

    [Fact]
    public void Denial_ComesBeforeEveryPermission()
    {
        const string deny = """{"Effect": "Deny", "Action": "dynamodb:*", "Resource": "*"}""";

        Assert.Equal(Decision.DeniedByIdentityPolicy, Decide(new(Role, "dynamodb:GetItem", Table), $"{Read},{deny}"));
        Assert.Equal(Decision.DeniedByIdentityPolicy, Decide(new(Role, "dynamodb:GetItem", Table), $"{deny},{Read}"));
    }

    [Fact]
    public void PolicyOfAResource_AllowsWhomItNames_AndDeniesWhoeverMayOtherwise()
    {
        const string allow = """{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/reader"}, "Action": "dynamodb:GetItem", "Resource": "*"}""";
        var request = new AccessRequest(Role, "dynamodb:GetItem", Table);

        Assert.Equal(Decision.Allowed, Decide(request, "", allow));
        Assert.Equal(Decision.NoIdentityPolicy, Decide(request with { Principal = Role + "2" }, "", allow));
        Assert.Equal(Decision.DeniedByResourcePolicy, Decide(request, Read, allow.Replace("Allow", "Deny", StringComparison.Ordinal)));
        Assert.Equal(Decision.DeniedByResourcePolicy, Decide(
            request, Read, """{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"""));
    }

    /// <summary>A policy that names the account leaves it to the account's own policies; it grants nothing by itself.</summary>
    [Theory]
    [InlineData("arn:aws:iam::000000000000:root", Read, Decision.Allowed)]
    [InlineData("000000000000", Read, Decision.Allowed)]
    [InlineData("000000000000", "", Decision.NoIdentityPolicy)]
    [InlineData("arn:aws:iam::111111111111:root", Read, Decision.NoResourcePolicy)]
    public void KeyPolicy_OpensToItsAccount_OnlyWhenItSaysSo(string principal, string identity, Decision expected) => Assert.Equal(expected, Decide(
        new(Role, "dynamodb:GetItem", Table), identity,
        $$"""{"Effect": "Allow", "Principal": {"AWS": "{{principal}}"}, "Action": "*", "Resource": "*"}""", decidedByResource: true));

    [Theory]
    [InlineData("sns.amazonaws.com", "arn:topic", Decision.Allowed)]
    [InlineData("sns.amazonaws.com", "arn:another", Decision.NoResourcePolicy)]
    [InlineData("events.amazonaws.com", "arn:topic", Decision.NoResourcePolicy)]
    public void Service_IsAllowedByTheResource_ForTheSourceThatItNames(string service, string source, Decision expected) => Assert.Equal(expected, Decide(
        new(service, "sqs:SendMessage", "arn:queue") { Context = [new("aws:SourceArn", source)] }, "",
        """
        {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:queue",
         "Condition": {"ArnEquals": {"aws:SourceArn": "arn:topic"}}}
        """, decidedByResource: true));

    [Theory]
    [InlineData("StringEquals", "ses:FromAddress", "shop@example.com", "shop@example.com", true)]
    [InlineData("StringEquals", "SES:fromaddress", "shop@example.com", "shop@example.com", true)]
    [InlineData("StringEquals", "ses:FromAddress", "shop@example.com", "thief@example.com", false)]
    [InlineData("StringEquals", "ses:FromAddress", "shop@example.com", null, false)]
    [InlineData("StringEqualsIfExists", "ses:FromAddress", "shop@example.com", null, true)]
    [InlineData("StringNotEquals", "ses:FromAddress", "shop@example.com", "shop@example.com", false)]
    [InlineData("StringNotEquals", "ses:FromAddress", "shop@example.com", null, true)]
    [InlineData("StringLike", "ses:FromAddress", "*@example.com", "shop@example.com", true)]
    [InlineData("StringNotLike", "ses:FromAddress", "*@example.com", "shop@example.com", false)]
    [InlineData("ArnLike", "aws:SourceArn", "arn:aws:sns:*:topic", "arn:aws:sns:here:topic", true)]
    [InlineData("Bool", "aws:SecureTransport", "false", "true", false)]
    [InlineData("Bool", "aws:SecureTransport", "false", "False", true)]
    [InlineData("NumericLessThan", "s3:TlsVersion", "1.2", "1.1", true)]
    [InlineData("NumericLessThan", "s3:TlsVersion", "1.2", "1.2", false)]
    [InlineData("Null", "aws:SourceArn", "true", null, true)]
    [InlineData("Null", "aws:SourceArn", "true", "arn:any", false)]
    [InlineData("ForAnyValue:StringEquals", "states:StateMachineQualifier", "live", "live", true)]
    [InlineData("ForAnyValue:StringEquals", "states:StateMachineQualifier", "live", "2", false)]
    [InlineData("ForAnyValue:StringEquals", "states:StateMachineQualifier", "live", null, false)]
    [InlineData("ForAnyValue:StringNotEquals", "states:StateMachineQualifier", "live", "2", true)]
    [InlineData("ForAnyValue:StringNotEquals", "states:StateMachineQualifier", "live", null, false)]
    [InlineData("ForAllValues:StringEquals", "states:StateMachineQualifier", "live", null, true)]
    public void Condition_HoldsOrNot(string operation, string key, string expected, string? value, bool holds)
    {
        var statement = $$$"""
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"{{{operation}}}": {"{{{key}}}": "{{{expected}}}"} } }
            """;
        var request = new AccessRequest(Role, "any:Thing", "*") { Context = value is null ? [] : [new(key.ToLowerInvariant(), value)] };

        Assert.Equal(holds ? Decision.Allowed : Decision.NoIdentityPolicy, Decide(request, statement));
    }

    [Theory]
    [InlineData("live", true)]
    [InlineData("canary", true)]
    [InlineData("2", false)]
    public void SeveralValues_AreAlternatives_AndSeveralKeysMustAllHold(string qualifier, bool allowed) => Assert.Equal(
        allowed ? Decision.Allowed : Decision.NoIdentityPolicy,
        Decide(
            new(Role, "any:Thing", "*") { Context = [new("states:StateMachineQualifier", qualifier), new("aws:SecureTransport", "true")] },
            """
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
              "StringEquals": {"states:StateMachineQualifier": ["live", "canary"]}, "Bool": {"aws:SecureTransport": true}}}
            """));

    [Fact]
    public void AllValues_MustFit_OfAKeyThatHasSeveral()
    {
        var request = new AccessRequest(Role, "any:Thing", "*")
        {
            Context = [new("states:StateMachineQualifier", "live"), new("states:StateMachineQualifier", "2")],
        };
        const string statement = """
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"FOR:StringEquals": {"states:StateMachineQualifier": "live"}}}
            """;

        Assert.Equal(Decision.Allowed, Decide(request, statement.Replace("FOR", "ForAnyValue", StringComparison.Ordinal)));
        Assert.Equal(Decision.NoIdentityPolicy, Decide(request, statement.Replace("FOR", "ForAllValues", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}""", "IpAddress")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"ForSome:StringEquals": {"aws:SourceArn": "x"}}}""", "ForSome:")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:Nobody": "x"}}}""", "aws:Nobody")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::home/${aws:username}"}""", "${aws:username}")]
    [InlineData("""{"Effect": "Maybe", "Action": "*", "Resource": "*"}""", "Maybe")]
    [InlineData("""{"Effect": "Allow", "Resource": "*"}""", "Action")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}""", "NotAction")]
    [InlineData("""{"Effect": "Allow", "Action": "*"}""", "Resource")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "NotPrincipal": "*"}""", "NotPrincipal")]
    [InlineData("""{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}""", "Principal")]
    public void WhatIsNotKnown_IsNamed_AndNeverTaken(string statement, string named) =>
        Assert.Contains(named, Assert.Throws<PolicyException>(() => Statements(statement, ofResource: false)).Message, StringComparison.Ordinal);

    private static Decision Decide(AccessRequest request, string identity, string resource = "", bool decidedByResource = false) =>
        PolicyEvaluator.Decide(request, Statements(identity, ofResource: false), Statements(resource, ofResource: true), decidedByResource);

    private static IReadOnlyList<PolicyStatement> Statements(string statements, bool ofResource) =>
        statements.Length == 0 ? [] : PolicyStatement.Parse(JsonNode.Parse($$"""{"Statement": [{{statements}}]}"""), ofResource);
}
