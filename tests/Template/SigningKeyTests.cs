using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>The production template is synthesized with the signing keys "2,1": key 2 signs, key 1 did before.</summary>
[Collection(nameof(Synthesis))]
public sealed class SigningKeyTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryNamedKey_IsThere_AndTheAliasPointsAtTheFirst()
    {
        Assert.Equal([KeyOf("1").Id, KeyOf("2").Id], SigningKeysOf(template).Select(key => key.Id).Order());
        Assert.All(SigningKeysOf(template), key => Assert.Equal("ECC_NIST_P256", key.Text("KeySpec")));
        Assert.Single(SigningKeysOf(synthesis.Development));

        var alias = template.OfType("AWS::KMS::Alias").Single(alias => alias.Text("AliasName") == "alias/platform/sso-signing");
        Assert.Equal(KeyOf("2"), template.Target(alias.Properties["TargetKeyId"]));
    }

    /// <summary>Otherwise CloudFormation would make a second alias of the same name before it deletes the first, and fail.</summary>
    [Fact]
    public void Alias_IsTheSameResource_WhateverItPointsAt() => Assert.Equal(
        template.At("AuthService/SigningKeys/Alias").Id, synthesis.Development.At("AuthService/SigningKeys/Alias").Id);

    [Theory]
    [InlineData("AuthService/IssueToken")]
    [InlineData("AuthService/OfferLogin")]
    public void Minting_SignsWithTheFirstKeyOnly(string function)
    {
        Assert.Equal([KeyOf("2").Id], KeysThat(function, "kms:Sign"));
        Assert.Equal(KeyOf("2"), template.Target(Variable(function, "SIGNING_KEY_ID")));
    }

    [Theory]
    [InlineData("AuthService/RedeemToken")]
    [InlineData("Bff/Bff")]
    public void Verifying_KnowsAllKeys_TheSigningOneFirst(string function)
    {
        Assert.Equal([KeyOf("1").Id, KeyOf("2").Id], KeysThat(function, "kms:GetPublicKey").Order());
        Assert.Equal(
            $"{{{KeyOf("2").Id}}},{{{KeyOf("1").Id}}}", SynthesizedTemplate.Flatten(Variable(function, "SIGNING_KEY_IDS")));
    }

    private Resource KeyOf(string name) => template.At($"AuthService/SigningKeys/Key{name}");

    private static IEnumerable<Resource> SigningKeysOf(SynthesizedTemplate template) =>
        template.OfType("AWS::KMS::Key").Where(key => key.Properties["KeyUsage"]?.GetValue<string>() == "SIGN_VERIFY");

    private JsonNode? Variable(string function, string name) =>
        template.At($"{function}/Function").Properties["Environment"]!["Variables"]![name];

    /// <summary>The keys that the function's role may use so.</summary>
    private IEnumerable<string> KeysThat(string function, string action) =>
        from statement in template.At($"{function}/Role/DefaultPolicy").Properties["PolicyDocument"]!["Statement"]!.AsArray()
        where SynthesizedTemplate.Listed(statement!["Action"]).Any(allowed => allowed.GetValue<string>() == action)
        from resource in SynthesizedTemplate.Listed(statement["Resource"])
        select template.Target(resource).Id;
}
