using System.Text.RegularExpressions;
using Cdk;

namespace Template.Tests;

/// <summary>docs/operations.md and the alarms of the template belong together.</summary>
[Collection(nameof(Synthesis))]
public sealed partial class RunbookTests(Synthesis synthesis)
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    private static readonly string Runbooks = Document[Document.IndexOf("## Runbooks", StringComparison.Ordinal)..];

    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryAlarm_HasARunbook_AndEveryRunbookAnAlarm()
    {
        var runbooks = Runbook().Matches(Runbooks).Select(heading => heading.Groups[1].Value);

        Assert.Equal(
            runbooks.Order(),
            LinksOf(template).Concat(LinksOf(synthesis.ProductionAnalytics)).Select(link => link.Anchor).Distinct().Order());
    }

    [Fact]
    public void Links_LeadToTheDeployersOwnPage_OrIntoTheRepository()
    {
        Assert.All(LinksOf(template), link => Assert.Equal("https://wiki.shop.test/operations", link.Page));
        Assert.All(LinksOf(synthesis.Development), link => Assert.Equal("docs/operations.md", link.Page));
    }

    [Fact]
    public void EveryRunbook_NamesACommand()
    {
        var sections = Runbooks.Split("\n### ").Skip(1);

        // What was dropped on purpose can't be repaired. The lake is no part of the operator's kit.
        Assert.All(sections.Where(section => !section.StartsWith("event-dropped", StringComparison.Ordinal)), section =>
            Assert.Matches(IsAboutTheLake(section) ? "(?m)^aws [a-z]" : "(?m)^dotnet run --project local -- ops ", section));
    }

    [Fact]
    public void LinksInsideTheDocument_LeadToASection()
    {
        var sections = Heading().Matches(Document)
            .Select(heading => heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-')).ToHashSet();

        Assert.All(InnerLink().Matches(Document).Select(link => link.Groups[1].Value), link => Assert.Contains(link, sections));
    }

    [Fact]
    public void EveryDeadLetterQueue_IsExplained_AndNoOther()
    {
        var mapped = template.OfType("AWS::Lambda::EventSourceMapping")
            .Select(mapping => template.Target(mapping.Properties["EventSourceArn"])).ToHashSet();
        var queues = template.OfType("AWS::SQS::Queue").Where(queue => !mapped.Contains(queue)).Select(queue => queue.Text("QueueName"));

        Assert.Equal(queues.Order(), DeadLetterQueue().Matches(Document).Select(name => name.Value).Distinct().Order());
    }

    private static bool IsAboutTheLake(string section) =>
        section.StartsWith("lake-", StringComparison.Ordinal) || section.StartsWith("change-not-captured", StringComparison.Ordinal);

    private static IEnumerable<(string Page, string Anchor)> LinksOf(SynthesizedTemplate template) =>
        template.OfType("AWS::CloudWatch::Alarm").Select(alarm =>
        {
            var link = Link().Match(alarm.Text("AlarmDescription"));
            Assert.True(link.Success, $"{alarm}: {alarm.Text("AlarmDescription")}");
            return (link.Groups[1].Value, link.Groups[2].Value);
        });

    [GeneratedRegex("""\. Runbook: (\S+)#([a-z0-9-]+)$""")]
    private static partial Regex Link();

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Runbook();

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex InnerLink();

    [GeneratedRegex("[a-z-]+-subscription-dlq|start-saga-failures")]
    private static partial Regex DeadLetterQueue();
}
