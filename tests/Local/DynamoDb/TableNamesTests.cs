using System.Text;
using System.Text.Json;
using Local.DynamoDb;

namespace Local.Tests.DynamoDb;

public class TableNamesTests
{
    [Theory]
    [InlineData("{'TableName':'users','Key':{'TableName':{'S':'trap'}}}", "users")]
    [InlineData("{'Item':{'TableName':{'S':'trap'}},'TableName':'users'}", "users")]
    [InlineData("{'TableName':'arn:aws:dynamodb:eu-west-1:000000000000:table/users'}", "users")]
    [InlineData("{'RequestItems':{'users':[{'PutRequest':{'Item':{'TableName':{'S':'trap'}}}}],'orders':[]}}", "orders,users")]
    [InlineData("{'TransactItems':[{'Put':{'Item':{'TableName':{'S':'trap'}},'TableName':'users'}},{'ConditionCheck':{'TableName':'orders'}}]}", "orders,users")]
    [InlineData("{'StreamArn':'arn:aws:dynamodb:eu-west-1:000000000000:table/users/stream/2026-11-22T16:02:42.531'}", "users")]
    [InlineData("{'ShardIterator':'arn:aws:dynamodb:ddblocal:000000000000:table/users/stream/2026|001|c2hh','Limit':10}", "users")]
    [InlineData("{'ResourceArn':'arn:aws:dynamodb:eu-west-1:000000000000:table/users','Tags':[{'Key':'TableName','Value':'trap'}]}", "users")]
    [InlineData("{'Limit':10}", "")]
    public void ARequest_NamesItsTables(string request, string tables) => Assert.Equal(
        tables, string.Join(',', TableNames.In(Encoding.UTF8.GetBytes(request.Replace('\'', '"'))).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("{'TableName':")]
    [InlineData("{'TransactItems':[{")]
    public void ABrokenRequest_IsReportedAsJsonError(string request) =>
        Assert.ThrowsAny<JsonException>(() => TableNames.In(Encoding.UTF8.GetBytes(request.Replace('\'', '"'))));
}
