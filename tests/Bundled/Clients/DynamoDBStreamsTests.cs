using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class DynamoDBStreamsTests
{
    public static TheoryData<string, string, Func<IAmazonDynamoDBStreams, Task>> Operations => new()
    {
        {
            "DescribeStream",
            """{"ExclusiveStartShardId":"s","Limit":10,"StreamArn":"a"}""",
            client => client.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = "a", ExclusiveStartShardId = "s", Limit = 10 })
        },
        {
            "GetShardIterator",
            """{"SequenceNumber":"7","ShardId":"s","ShardIteratorType":"AFTER_SEQUENCE_NUMBER","StreamArn":"a"}""",
            client => client.GetShardIteratorAsync(new GetShardIteratorRequest
            {
                StreamArn = "a",
                ShardId = "s",
                ShardIteratorType = ShardIteratorType.AFTER_SEQUENCE_NUMBER,
                SequenceNumber = "7",
            })
        },
        {
            "GetRecords",
            """{"Limit":100,"ShardIterator":"i"}""",
            client => client.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "i", Limit = 100 })
        },
        {
            "ListStreams",
            """{"TableName":"purchases"}""",
            client => client.ListStreamsAsync(new ListStreamsRequest { TableName = "purchases" })
        },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_OnTheWire_IsSignedJsonOfTheExactBytes(string operation, string body, Func<IAmazonDynamoDBStreams, Task> call)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json("{}"));
        using var client = Client(endpoint);

        await call(client);

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("DynamoDBStreams_20120810." + operation, request.Headers["x-amz-target"]);
        Assert.Equal(body, request.Text);
        SignatureVersion4.AssertSigned(request, "eu-west-1", "dynamodb");
    }

    [Fact]
    public async Task DescribeStream_WithShards_ReadsTheirRanges()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            """
            {"StreamDescription":{"StreamArn":"a","StreamLabel":"l","StreamStatus":"ENABLED","StreamViewType":"NEW_AND_OLD_IMAGES","TableName":"t",
             "CreationRequestDateTime":1,"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"LastEvaluatedShardId":"s2",
             "Shards":[{"ShardId":"s1","SequenceNumberRange":{"StartingSequenceNumber":"1","EndingSequenceNumber":"9"}},
                       {"ShardId":"s2","ParentShardId":"s1","SequenceNumberRange":{"StartingSequenceNumber":"10"}}]}}
            """));
        using var client = Client(endpoint);

        var stream = (await client.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = "a" })).StreamDescription;

        Assert.Equal((StreamStatus.ENABLED, StreamViewType.NEW_AND_OLD_IMAGES, "s2"), (stream.StreamStatus, stream.StreamViewType, stream.LastEvaluatedShardId));
        Assert.Equal([("s1", null, "1", "9"), ("s2", "s1", "10", null)], stream.Shards.Select(shard =>
            (shard.ShardId, (string?)shard.ParentShardId, shard.SequenceNumberRange.StartingSequenceNumber, (string?)shard.SequenceNumberRange.EndingSequenceNumber)));
        Assert.Equal(("pk", KeyType.HASH), (stream.KeySchema[0].AttributeName, stream.KeySchema[0].KeyType));
    }

    [Fact]
    public async Task GetRecords_OfEveryAttributeType_ReadsTheItem()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            """
            {"NextShardIterator":"next","Records":[{"eventID":"e","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
             "userIdentity":{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"},
             "dynamodb":{"ApproximateCreationDateTime":1751842620,"Keys":{"pk":{"S":"p"}},"SequenceNumber":"1","SizeBytes":26,"StreamViewType":"NEW_AND_OLD_IMAGES",
              "NewImage":{"s":{"S":"ü"},"n":{"N":"99.990000000000000000001"},"b":{"B":"AP8="},"t":{"BOOL":true},"z":{"NULL":true},
                "l":{"L":[{"S":"x"},{"L":[]}]},"m":{"M":{"k":{"N":"1"}}},"ss":{"SS":["a","b"]},"ns":{"NS":["1"]},"bs":{"BS":["AQ=="]}}}}]}
            """));
        using var client = Client(endpoint);

        var records = await client.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "i" });

        Assert.Equal("next", records.NextShardIterator);
        var record = Assert.Single(records.Records);
        Assert.Equal((OperationType.MODIFY, "e", "dynamodb.amazonaws.com"), (record.EventName, record.EventID, record.UserIdentity.PrincipalId));
        Assert.Equal(("1", 26L, "p"), (record.Dynamodb.SequenceNumber, record.Dynamodb.SizeBytes, record.Dynamodb.Keys["pk"].S));
        Assert.Null(record.Dynamodb.OldImage);
        var item = record.Dynamodb.NewImage;
        Assert.Equal(("ü", "99.990000000000000000001", true, true), (item["s"].S, item["n"].N, item["t"].BOOL, item["z"].NULL));
        Assert.Equal([0, 255], item["b"].B.ToArray());
        Assert.Equal(("x", "1"), (item["l"].L[0].S, item["m"].M["k"].N));
        Assert.Empty(item["l"].L[1].L);
        Assert.Equal(["a", "b"], item["ss"].SS);
        Assert.Equal(["1"], item["ns"].NS);
        Assert.Equal([1], item["bs"].BS.Single().ToArray());
    }

    [Theory]
    [InlineData("ExpiredIteratorException", typeof(ExpiredIteratorException))]
    [InlineData("TrimmedDataAccessException", typeof(TrimmedDataAccessException))]
    public async Task Error_WithItsCode_IsTheTypedException(string code, Type exception)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(
            CannedAnswer.Json($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"m"}""", 400));
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAnyAsync<AmazonDynamoDBStreamsException>(
            () => client.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "i" }));

        Assert.Equal(exception, thrown.GetType());
    }

    [Theory]
    [InlineData("2745614147", true)]
    [InlineData("2745614148", false)]
    public async Task Response_WithAChecksum_IsVerified(string checksum, bool valid)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json("{}", 200, ("x-amz-crc32", checksum)));
        using var client = new AmazonDynamoDBStreamsClient(
            AwsEndpoint.Credentials, endpoint.Configure(new AmazonDynamoDBStreamsConfig { MaxErrorRetry = 0 }));

        var failure = await Xunit.Record.ExceptionAsync(() => client.ListStreamsAsync(new ListStreamsRequest()));

        Assert.Equal(valid, failure is null);
    }

    private static AmazonDynamoDBStreamsClient Client(AwsEndpoint endpoint) =>
        new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonDynamoDBStreamsConfig()));
}
