using System.CommandLine;
using Local.Cli;

namespace Local.Tests.Cli;

public class CloudArgumentsTests
{
    private static readonly Uri Moto = new("http://localhost:5000");

    [Fact]
    public void Endpoint_TakesTheData_AndLeavesEmailsHere()
    {
        var options = Read("--endpoint", "http://localhost:5000");

        Assert.Equal(
            ["dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs", "ssm", "states"], options.Endpoints.Keys.Order());
        Assert.All(options.Endpoints.Values, address => Assert.Equal(Moto, address));
    }

    [Fact]
    public void EndpointFor_AddsAService_AndKeepsOneHere()
    {
        var options = Read("--endpoint", "http://localhost:5000", "--endpoint-for", "states=local", "--endpoint-for", "ses=http://localhost:5000");

        Assert.False(options.Endpoints.ContainsKey("states"));
        Assert.Equal(Moto, options.Endpoints["ses"]);
    }

    [Fact]
    public void Account_IsTheOneOfTheArns() => Assert.Equal("123456789012", Read("--account", "123456789012").AccountId);

    [Theory]
    [InlineData("--endpoint", "localhost:5000")]
    [InlineData("--endpoint-for", "states")]
    [InlineData("--endpoint-for", "http://localhost:5000")]
    [InlineData("--endpoint-for", "states=nowhere")]
    [InlineData("--account", "1234")]
    public void Nonsense_IsRefused(params string[] arguments) => Assert.NotEmpty(Parse(arguments).Result.Errors);

    private static LocalCloudOptions Read(params string[] arguments)
    {
        var (cloud, result) = Parse(arguments);
        Assert.Empty(result.Errors);
        return cloud.Read(result);
    }

    private static (CloudArguments Cloud, ParseResult Result) Parse(string[] arguments)
    {
        var cloud = new CloudArguments();
        var root = new RootCommand();
        cloud.AddTo(root);
        return (cloud, root.Parse(arguments));
    }
}
