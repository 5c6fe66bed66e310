using Local.Tests.Support;

namespace Local.Tests.Emulators;

/// <summary>Tables with and without streams, and a topic with a filtered queue, in the real emulators.</summary>
public sealed class EmulatorCloud() : TestCloud("""
    {'Resources': {
      'Purchases': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
        'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
        'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}},
      'Users': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
        'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
        'BillingMode': 'PAY_PER_REQUEST', 'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled': true}}},
      'Orders': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
        'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
        'BillingMode': 'PAY_PER_REQUEST'}},
      'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'events'}},
      'DeadLetters': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'events-dlq', 'MessageRetentionPeriod': 1209600}},
      'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'VisibilityTimeout': 60, 'RedrivePolicy': {
        'deadLetterTargetArn': {'Fn::GetAtt': ['DeadLetters', 'Arn']}, 'maxReceiveCount': 5}}},
      'Subscription': {'Type': 'AWS::SNS::Subscription', 'Properties': {
        'TopicArn': {'Ref': 'Topic'}, 'Protocol': 'sqs', 'Endpoint': {'Fn::GetAtt': ['Queue', 'Arn']},
        'RawMessageDelivery': true, 'FilterPolicy': {'eventName': ['UserCreated']}}}
    }}
    """, emulators: true);

/// <summary>One set of emulators for all tests of them.</summary>
[CollectionDefinition(Name)]
public sealed class SharedEmulators : ICollectionFixture<EmulatorCloud>
{
    public const string Name = "emulators";
}
