using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using BillingGates.Purchases;
using Contracts;
using Local.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

/// <summary>The table and its index in DynamoDB Local.</summary>
public sealed class PurchasesTableTests(PurchasesTableTests.Table table) : PurchasesContract, IClassFixture<PurchasesTableTests.Table>
{
    protected override IPurchases Purchases { get; } = new PurchasesTable(table.Client, table.Ref("Purchases"));

    /// <summary>An answer holds at most a megabyte.</summary>
    [Fact]
    public async Task LongList_IsReadPageByPage()
    {
        var paged = new PurchasesTable(new SmallPages(table.Config), table.Ref("Purchases"));
        var longAgo = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 12; i++)
            await paged.StoreIntentAsync(OpenPurchaseIn.Status(PurchaseStatus.PaymentPending, TimeSpan.FromMinutes(i), longAgo, $"pur_old_{i}"), default);

        var found = new List<OpenPurchase>();
        foreach (var bucket in OpenPurchases.AllBuckets)
            found.AddRange(await paged.ListOpenAsync(bucket, longAgo.AddSeconds(1), default).ToListAsync());

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"pur_old_{i}").Order(), found.Select(purchase => purchase.PurchaseId).Order());
    }

    /// <summary>The table in DynamoDB Local.</summary>
    public sealed class Table() : TestCloud("""
        {'Resources': {'Purchases': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'purchaseId', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'purchaseId', 'AttributeType': 'S'}, {'AttributeName': 'openBucket', 'AttributeType': 'S'},
            {'AttributeName': 'createdAt', 'AttributeType': 'S'}],
          'GlobalSecondaryIndexes': [{'IndexName': 'open-purchases',
            'KeySchema': [{'AttributeName': 'openBucket', 'KeyType': 'HASH'}, {'AttributeName': 'createdAt', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['status', 'leaseUntil']}}],
          'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}, 'BillingMode': 'PAY_PER_REQUEST'}}}}
        """, emulators: true)
    {
        public AmazonDynamoDBConfig Config => new() { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" };

        public IAmazonDynamoDB Client => field ??= new AmazonDynamoDBClient(Developer, Config);
    }

    /// <summary>Answers with two items at most.</summary>
    private sealed class SmallPages(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(TestCloud.Developer, config)
    {
        public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            request.Limit = 2;
            return base.QueryAsync(request, cancellationToken);
        }
    }
}
