using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Template;

namespace Local.Tests.Template;

public class StackTemplateTests
{
    [Theory]
    [InlineData("'Properties':{'Of':{'Ref':'B'}}")]
    [InlineData("'Properties':{'Of':[{'x':{'Fn::GetAtt':['B','Arn']}}]}")]
    [InlineData("'Properties':{'Of':{'Fn::GetAtt':'B.Arn'}}")]
    [InlineData("'Properties':{'Of':{'Fn::Sub':'arn:${B.Arn}'}}")]
    [InlineData("'Properties':{'Of':{'Fn::Sub':['${x}',{'x':{'Ref':'B'}}]}}")]
    [InlineData("'Properties':{'Of':{'Fn::Join':['',['a',{'Ref':'B'}]]}}")]
    [InlineData("'DependsOn':'B'")]
    [InlineData("'DependsOn':['B']")]
    public void AResourceThatNeedsALaterOne_IsOrdered_AfterIt(string needs)
    {
        var template = Parse($"{{'A':{{'Type':'T',{needs}}},'B':{{'Type':'T'}}}}");

        Assert.Equal(["B", "A"], template.Resources.Select(resource => resource.LogicalId));
    }

    [Fact]
    public void IndependentResources_AreOrdered_AsWritten() => Assert.Equal(
        ["C", "A", "B"],
        Parse("{'C':{'Type':'T'},'A':{'Type':'T'},'B':{'Type':'T'}}").Resources.Select(resource => resource.LogicalId));

    [Fact]
    public void ACircle_IsRefused_NamingIt()
    {
        var error = Assert.Throws<DeploymentException>(() => Parse(
            "{'A':{'Type':'T','DependsOn':'B'},'B':{'Type':'T','Properties':{'x':{'Ref':'C'}}},'C':{'Type':'T','Properties':{'x':{'Fn::GetAtt':['A','Arn']}}}}"));

        Assert.Contains("A → B → C → A", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATransform_IsRefused() => Assert.Throws<DeploymentException>(
        () => StackTemplate.Parse("Shop", new JsonObject { ["Transform"] = "AWS::Serverless-2016-10-31" }));

    private static StackTemplate Parse(string resources) =>
        StackTemplate.Parse("Shop", JsonNode.Parse($"{{\"Resources\":{resources.Replace('\'', '"')}}}")!.AsObject());
}
