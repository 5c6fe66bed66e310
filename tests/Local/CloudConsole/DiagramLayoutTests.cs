using Local.CloudConsole.Topology;

namespace Local.Tests.CloudConsole;

public sealed class DiagramLayoutTests
{
    [Fact]
    public void Parts_DoNotOverlap_AndLieInsideThePicture()
    {
        var diagram = DiagramLayout.Of(PartsReader.Read([.. Deployed.Shop(), .. Deployed.Consumer("Crm"), .. Deployed.Consumer("Loyalty")]));

        foreach (var (index, part) in diagram.Parts.Index())
        {
            Assert.All(diagram.Parts.Skip(index + 1), other => Assert.False(part.Overlaps(other), $"{part.Name} lies on {other.Name}."));
            Assert.InRange(part.X, 0, diagram.Width - part.Width);
            Assert.InRange(part.Y, 0, diagram.Height - part.Height);
        }
    }

    [Fact]
    public void Events_FlowFromLeftToRight_AndOnlyWhatClosesACircleLeadsBack()
    {
        var diagram = DiagramLayout.Of(PartsReader.Read(Deployed.Shop()));
        var byId = diagram.Parts.ToDictionary(part => part.Id);

        Assert.All(diagram.Links.Where(link => !link.IsBack), link => Assert.True(byId[link.From].X < byId[link.To].X, $"{link.From} → {link.To}"));
        Assert.Equal([("Shop/Saga", "Shop/Purchases")], diagram.Links.Where(link => link.IsBack).Select(link => (link.From, link.To)));
        Assert.Equal(byId["Shop/Api"].X, diagram.Parts.Min(part => part.X));
    }

    [Fact]
    public void NothingDeployed_IsAnEmptyPicture() => Assert.Empty(DiagramLayout.Of(PartsReader.Read([])).Parts);

    [Fact]
    public void PartsThatHandEachOtherOn_AreDrawnAllTheSame()
    {
        Part Function(string id) => new(id, PartKind.Function, id, id, "");
        var circle = new Parts([Function("a"), Function("b"), Function("c")], [new("a", "b", false), new("b", "c", false), new("c", "a", false)]);

        var diagram = DiagramLayout.Of(circle);

        Assert.Equal(3, diagram.Parts.Select(part => part.X).Distinct().Count());
        Assert.Single(diagram.Links, link => link.IsBack);
    }

    [Theory]
    [InlineData("CreateUser", "CreateUser")]
    [InlineData("ReconcilePayments", "Reconcile|Payments")]
    [InlineData("user-directory-subscription", "user-directory-|subscription")]
    [InlineData("NotificationServiceOfEverybody", "Notification|ServiceOf…")]
    [InlineData("a-very-long-name-of-a-queue-that-nobody-reads", "a-very-long-|name-of-a-…")]
    public void Names_AreBrokenWhereTheirWordsBegin(string name, string lines) => Assert.Equal(lines, string.Join('|', Words.Break(name, Words.Line)));
}
