using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Template;

namespace Local.Tests.Template;

public class IntrinsicsTests
{
    [Theory]
    [InlineData("{'Ref':'AWS::Region'}", "'eu-west-1'")]
    [InlineData("{'Ref':'AWS::AccountId'}", "'000000000000'")]
    [InlineData("{'Ref':'AWS::StackName'}", "'Shop'")]
    [InlineData("{'Ref':'Queue'}", "'http://queue'")]
    [InlineData("{'Ref':'Stage'}", "'development'")]
    [InlineData("{'Fn::GetAtt':['Queue','Arn']}", "'arn:queue'")]
    [InlineData("{'Fn::GetAtt':'Queue.Arn'}", "'arn:queue'")]
    [InlineData("{'Fn::Join':['-',['a',{'Ref':'Stage'},'b']]}", "'a-development-b'")]
    [InlineData("{'Fn::Join':[',',{'Fn::Split':[':','a:b']}]}", "'a,b'")]
    [InlineData("{'Fn::Select':[1,{'Fn::Split':[':',{'Fn::GetAtt':['Queue','Arn']}]}]}", "'queue'")]
    [InlineData("{'Fn::Select':['0',['x','y']]}", "'x'")]
    [InlineData("{'Fn::Sub':'${Stage}/${Queue.Arn}/${AWS::Region}/${!Literal}'}", "'development/arn:queue/eu-west-1/${Literal}'")]
    [InlineData("{'Fn::Sub':['${Name}@${Stage}',{'Name':{'Ref':'Queue'}}]}", "'http://queue@development'")]
    [InlineData("{'Fn::If':['IsProduction','many','one']}", "'one'")]
    [InlineData("{'Fn::If':['IsNotProduction','many','one']}", "'many'")]
    [InlineData("{'Fn::If':['Either','yes','no']}", "'yes'")]
    [InlineData("{'Fn::If':['Both','yes','no']}", "'no'")]
    [InlineData("{'Fn::FindInMap':['Sizes',{'Ref':'Stage'},'memory']}", "512")]
    [InlineData("{'Fn::ImportValue':{'Fn::Sub':'${Stage}-topic'}}", "'arn:topic'")]
    [InlineData("{'Fn::Base64':'hello'}", "'aGVsbG8='")]
    [InlineData("{'a':{'Ref':'AWS::NoValue'},'b':[1,{'Ref':'AWS::NoValue'},true]}", "{'b':[1,true]}")]
    [InlineData("{'url':'http://public.local.invalid/_local/stripe'}", "{'url':'http://localhost:8080/_local/stripe'}")]
    [InlineData("{'Refs':{'Ref':'Queue','and':'more'}}", "{'Refs':{'Ref':'Queue','and':'more'}}")]
    public void AValue_Resolves_AsCloudFormationDoes(string value, string expected)
    {
        var resolved = Intrinsics().Resolve(Parse(value), "Test");

        Assert.Equal(Parse(expected)!.ToJsonString(), resolved!.ToJsonString());
    }

    [Theory]
    [InlineData("{'Fn::GetAZs':'eu-west-1'}", "Fn::GetAZs")]
    [InlineData("{'Ref':'Nowhere'}", "Nowhere")]
    [InlineData("{'Fn::GetAtt':['Queue','Nothing']}", "Nothing")]
    [InlineData("{'Fn::ImportValue':'unexported'}", "unexported")]
    [InlineData("{'Fn::If':['NoSuchCondition',1,2]}", "NoSuchCondition")]
    [InlineData("{'Fn::Select':[2,['x','y']]}", "2")]
    [InlineData("{'Ref':'WithoutDefault'}", "WithoutDefault")]
    public void AValueWithoutMeaning_Resolves_ToAnErrorThatNamesIt(string value, string named)
    {
        var error = Assert.Throws<DeploymentException>(() => Intrinsics().Resolve(Parse(value), "Shop/Bff/Resource"));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownFunction_Resolves_ToAnErrorThatNamesTheResource()
    {
        var error = Assert.Throws<DeploymentException>(() => Intrinsics().Resolve(Parse("{'Fn::Cidr':[]}"), "Shop/Bff/Resource"));

        Assert.Contains("Shop/Bff/Resource", error.Message, StringComparison.Ordinal);
    }

    private static Intrinsics Intrinsics()
    {
        var environment = new TemplateEnvironment("eu-west-1", "000000000000", "http://localhost:8080");
        environment.Exports["development-topic"] = "arn:topic";
        var scope = new StackScope(StackTemplate.Parse("Shop", Parse(Template)!.AsObject()), environment);
        scope.Add("Queue", new DeployedResource("http://queue", new Dictionary<string, string> { ["Arn"] = "arn:queue" }));
        return new Intrinsics(scope);
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json.Replace('\'', '"'));

    private const string Template = """
        {
          'Parameters': { 'Stage': { 'Type': 'String', 'Default': 'development' }, 'WithoutDefault': { 'Type': 'String' } },
          'Mappings': { 'Sizes': { 'development': { 'memory': 512 } } },
          'Conditions': {
            'IsProduction': { 'Fn::Equals': [{ 'Ref': 'Stage' }, 'production'] },
            'IsNotProduction': { 'Fn::Not': [{ 'Condition': 'IsProduction' }] },
            'Either': { 'Fn::Or': [{ 'Condition': 'IsProduction' }, { 'Condition': 'IsNotProduction' }] },
            'Both': { 'Fn::And': [{ 'Condition': 'IsProduction' }, { 'Condition': 'IsNotProduction' }] }
          }
        }
        """;
}
