using Local.Data;
using Local.Deployment;
using Local.Endpoint;
using Local.Template;
using Local.Tests.Support;

namespace Local.Tests.Deployment;

public class DeployerTests
{
    private readonly RecordingHandler handler = new();

    [Fact]
    public async Task AResource_IsCreated_WithTheValuesOfThoseItRefersTo()
    {
        await DeployAsync(new AssemblyFolder().With("Shop", """
            {'Resources': {
              'User': {'Type': 'Test::Thing', 'Properties': {'Of': {'Fn::Join': ['/', [{'Ref': 'Used'}, {'Fn::GetAtt': ['Used', 'Arn']}]]}}},
              'Used': {'Type': 'Test::Thing', 'Metadata': {'aws:cdk:path': 'Shop/Used/Resource'}}
            }}
            """));

        Assert.Equal(["Used", "User"], handler.Created.Select(resource => resource.LogicalId));
        Assert.Equal("Shop/Used/Resource", handler.Created[0].Path);
        Assert.Equal("ref-Used/arn-Used", handler.Created[1].Text("Of"));
    }

    [Fact]
    public async Task AResource_WhoseConditionIsFalse_IsLeftOut()
    {
        await DeployAsync(new AssemblyFolder().With("Shop", """
            {'Conditions': {'Never': {'Fn::Equals': ['a', 'b']}},
             'Resources': {'Off': {'Type': 'Test::Thing', 'Condition': 'Never'}, 'On': {'Type': 'Test::Thing'}}}
            """));

        Assert.Equal("On", Assert.Single(handler.Created).LogicalId);
    }

    [Fact]
    public async Task AnExportedOutput_IsImported_ByAnotherStack()
    {
        await DeployAsync(new AssemblyFolder()
            .With("Crm", "{'Resources': {'Sync': {'Type': 'Test::Thing', 'Properties': {'Topic': {'Fn::ImportValue': 'Core:Topic'}}}}}", "Core")
            .With("Core", """
                {'Resources': {'Topic': {'Type': 'Test::Thing'}},
                 'Outputs': {'Topic': {'Value': {'Fn::GetAtt': ['Topic', 'Arn']}, 'Export': {'Name': 'Core:Topic'}}}}
                """));

        Assert.Equal("arn-Topic", handler.Created[1].Text("Topic"));
    }

    [Fact]
    public void UnknownTypes_StopTheStart_NamingEachWithItsResources()
    {
        using var folder = new AssemblyFolder().With("Shop", """
            {'Resources': {
              'Cache': {'Type': 'AWS::ElastiCache::ServerlessCache', 'Metadata': {'aws:cdk:path': 'Shop/Cache/Resource'}},
              'Wall': {'Type': 'AWS::WAFv2::WebACL'},
              'Thing': {'Type': 'Test::Thing'}
            }}
            """);

        var error = Assert.Throws<DeploymentException>(() => Deployer().Inspect(CloudAssembly.Load(folder.Path)));

        Assert.Contains("AWS::ElastiCache::ServerlessCache (Shop/Cache/Resource)", error.Message, StringComparison.Ordinal);
        Assert.Contains("AWS::WAFv2::WebACL (Shop/Wall)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Test::Thing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AResource_GoesToTheFirstHandlerThatTakesIt_AndTheReportTellsThemApart()
    {
        using var folder = new AssemblyFolder().With("Shop", """
            {'Resources': {
              'Ours': {'Type': 'Test::Thing'},
              'Theirs': {'Type': 'Test::Thing', 'Metadata': {'aws:cdk:path': 'Shop/Special/Resource'}}
            }}
            """);
        var special = new RecordingHandler(path => path.Contains("/Special/", StringComparison.Ordinal), "done elsewhere");
        var deployer = Deployer(special);

        var report = deployer.Inspect(CloudAssembly.Load(folder.Path));
        await deployer.DeployAsync(CloudAssembly.Load(folder.Path), default);

        Assert.Equal(["", "done elsewhere"], report.Rows.Select(row => row.Note).Order());
        Assert.Equal(("Theirs", "Ours"), (Assert.Single(special.Created).LogicalId, Assert.Single(handler.Created).LogicalId));
    }

    [Fact]
    public void TheReport_SaysOfEachType_WhatItIsHere()
    {
        using var folder = new AssemblyFolder().With("Shop", """
            {'Resources': {'A': {'Type': 'Test::Thing'}, 'B': {'Type': 'Test::Thing'}, 'C': {'Type': 'Test::Watch'}}}
            """);

        var report = Deployer().Inspect(CloudAssembly.Load(folder.Path));

        Assert.Equal(
            [new FidelityRow("Test::Thing", 2, Fidelity.Run, ""), new FidelityRow("Test::Watch", 1, Fidelity.NotEmulated, "nothing to watch")],
            report.Rows);
        Assert.Equal("3 resources: 2 run, 0 checked, 1 not emulated", report.Lines().First());
        Assert.DoesNotContain(report.Summary(), line => line.Contains("Test::Thing", StringComparison.Ordinal));
        Assert.Contains(report.Summary(), line => line.Contains("Test::Watch", StringComparison.Ordinal));
        Assert.Contains(report.Lines(), line => line.Contains("Test::Thing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddedStack_LeavesWhatIsUnchanged_AndCreatesTheRest()
    {
        var deployer = Deployer();
        await AddAsync(deployer, "'A': {'Type': 'Test::Thing'}, 'B': {'Type': 'Test::Thing', 'Properties': {'Size': 1}}");

        await AddAsync(
            deployer, "'A': {'Type': 'Test::Thing'}, 'B': {'Type': 'Test::Thing', 'Properties': {'Size': 2}}, 'C': {'Type': 'Test::Thing'}");

        Assert.Equal(["A", "B", "B", "C"], handler.Created.Select(resource => resource.LogicalId));
        Assert.Equal(["A", "B", "C"], deployer.Resources.Select(resource => resource.Definition.LogicalId).Order());
        Assert.Equal(2, deployer.Resources.Single(resource => resource.Definition.LogicalId == "B").Definition.Number("Size"));
    }

    [Fact]
    public async Task AddedStack_TakesNothingAway()
    {
        var deployer = Deployer();
        await AddAsync(deployer, "'A': {'Type': 'Test::Thing'}, 'B': {'Type': 'Test::Thing'}");

        var error = await Assert.ThrowsAsync<DeploymentException>(() => AddAsync(deployer, "'A': {'Type': 'Test::Thing'}"));

        Assert.Contains("Added/B", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, deployer.Resources.Count);
    }

    [Theory]
    [InlineData("{'Surprise': 1}", "Surprise")]
    [InlineData("{'Size': 'large'}", "Size")]
    [InlineData("{'On': 'perhaps'}", "On")]
    public void APropertyThatCannotBeHonoured_IsRefused_NamingResourceAndProperty(string properties, string named)
    {
        var resource = new TemplateResource(
            "Shop", "Thing", "Test::Thing", "Shop/Thing/Resource", System.Text.Json.Nodes.JsonNode.Parse(properties.Replace('\'', '"'))!.AsObject());

        var error = Assert.Throws<DeploymentException>(() =>
        {
            resource.AllowOnly("Size", "On");
            resource.Number("Size");
            resource.Flag("On");
        });

        Assert.Contains("Shop/Thing/Resource", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private Deployer Deployer(params IResourceHandler[] before)
    {
        var addresses = new LocalAddresses();
        addresses.Set(8080, 4566);
        var options = new LocalCloudOptions();
        var parameters = new ParameterValues(new AwsApi(addresses, options));
        return new Deployer([.. before, handler], new DeployedAssets(), parameters, options, addresses, new ServiceEndpoints(addresses), DataFolder.Open(null));
    }

    private static async Task AddAsync(Deployer deployer, string resources)
    {
        using var folder = new AssemblyFolder().With("Added", $"{{'Resources': {{{resources}}}}}");
        await deployer.AddAsync(CloudAssembly.Load(folder.Path), CancellationToken.None);
    }

    private async Task DeployAsync(AssemblyFolder folder)
    {
        using (folder)
            await Deployer().DeployAsync(CloudAssembly.Load(folder.Path), CancellationToken.None);
    }
}
