using Amazon.DynamoDBv2;
using AuthService.Tokens;
using Local.Tests.Support;

namespace Services.Tests.AuthService.TokenCache;

public sealed class TokensTableTests(TokensTableTests.Table table) : TokenCacheContract, IClassFixture<TokensTableTests.Table>
{
    protected override ITokens Tokens { get; } = new TokensTable(table.Client, table.Ref("SsoTokens"), TimeProvider.System);

    /// <summary>The table in DynamoDB Local.</summary>
    public sealed class Table() : TestCloud("""
        {'Resources': {'SsoTokens': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'loginId', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'loginId', 'AttributeType': 'S'}], 'BillingMode': 'PAY_PER_REQUEST'}}}}
        """, emulators: true)
    {
        public IAmazonDynamoDB Client => field ??= new AmazonDynamoDBClient(
            Developer, new AmazonDynamoDBConfig { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
    }
}
