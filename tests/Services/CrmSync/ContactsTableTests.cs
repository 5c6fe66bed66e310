using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using CrmSync.Contacts;
using Local.Tests.Support;
using Platform.Email;
using Services.Tests.Support;

namespace Services.Tests.CrmSync;

/// <summary>The table against DynamoDB Local.</summary>
public sealed class ContactsTableTests : ContactsContract, IClassFixture<ContactsTableTests.Table>
{
    private readonly Table table;

    public ContactsTableTests(Table table) =>
        (this.table, Contacts) = (table, new ContactsTable(table.Client, table.Ref("Contacts"), Time));

    protected override IContacts Contacts { get; }

    [Fact]
    public async Task Item_HoldsNoAddress()
    {
        await Contacts.RecordAsync(EmailAddress.Parse("somebody@example.com"), Events.PurchaseCompleted(), default);

        var items = (await table.Client.ScanAsync(new ScanRequest(table.Ref("Contacts")))).Items;
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.DoesNotContain("example.com", string.Join(' ', item.Values.Select(value => value.S))));
    }

    public sealed class Table() : TestCloud("""
        {'Resources': {'Contacts': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'contactKey', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'contactKey', 'AttributeType': 'S'}], 'BillingMode': 'PAY_PER_REQUEST'}}}}
        """, emulators: true)
    {
        public IAmazonDynamoDB Client => field ??= new AmazonDynamoDBClient(
            Developer, new AmazonDynamoDBConfig { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
    }
}
