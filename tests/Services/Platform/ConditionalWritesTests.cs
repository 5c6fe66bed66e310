using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Platform.DynamoDb;

namespace Services.Tests.Platform;

public sealed class ConditionalWritesTests
{
    private readonly TableOfOneItem table = new();

    [Fact]
    public async Task AnswerLost_RepetitionMeetsItsOwnItem_CountsAsStored()
    {
        table.LosesTheNextAnswer = true;

        Assert.Null(await PutAsync());
        Assert.Equal(2, table.Puts);
    }

    [Fact]
    public async Task TwinOfTheSameContent_MeetsTheItemOfTheOther()
    {
        Assert.Null(await PutAsync());

        Assert.Equal("1", (await PutAsync())!["id"].S);
    }

    private async Task<Dictionary<string, AttributeValue>?> PutAsync()
    {
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://127.0.0.1",
            AuthenticationRegion = "eu-west-1",
            HttpClientFactory = new OneHandler(table),
        });
        return await client.PutIfAbsentAsync("table", "id", new() { ["id"] = new AttributeValue("1") }, CancellationToken.None);
    }

    private sealed class OneHandler(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    /// <summary>Keeps the first item that is put, and refuses every other with it.</summary>
    private sealed class TableOfOneItem : HttpMessageHandler
    {
        private JsonNode? item;

        public bool LosesTheNextAnswer { get; set; }

        public int Puts { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Puts++;
            var put = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!["Item"]!;
            if (item is not null)
            {
                return Answer(HttpStatusCode.BadRequest, new JsonObject
                {
                    ["__type"] = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                    ["Item"] = item.DeepClone(),
                });
            }
            item = put.DeepClone();
            return LosesTheNextAnswer ? throw new HttpRequestException("The connection was cut.") : Answer(HttpStatusCode.OK, []);
        }

        private static HttpResponseMessage Answer(HttpStatusCode code, JsonObject body) =>
            new(code) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0") };
    }
}
