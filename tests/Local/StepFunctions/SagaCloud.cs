using Local.Tests.Support;

namespace Local.Tests.StepFunctions;

/// <summary>A state machine with version and alias from a template, with the topic, queue and table that it uses in the real emulators.</summary>
public sealed class SagaCloud() : TestCloud("""
    {'Resources': {
      'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'saga-events'}},
      'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'saga-answers'}},
      'Subscription': {'Type': 'AWS::SNS::Subscription', 'Properties': {
        'TopicArn': {'Ref': 'Topic'}, 'Protocol': 'sqs', 'Endpoint': {'Fn::GetAtt': ['Queue', 'Arn']}, 'RawMessageDelivery': true}},
      'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
        'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}], 'BillingMode': 'PAY_PER_REQUEST'}},
      'Role': {'Type': 'AWS::IAM::Role', 'Properties': {
        'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Service': 'states.amazonaws.com'}}]},
        'Policies': [{'PolicyName': 'saga', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [
          {'Effect': 'Allow', 'Action': ['sns:Publish', 'sqs:SendMessage', 'dynamodb:PutItem'], 'Resource': '*'}]}}]}},
      'Machine': {'Type': 'AWS::StepFunctions::StateMachine', 'Properties': {
        'RoleArn': {'Fn::GetAtt': ['Role', 'Arn']},
        'DefinitionSubstitutions': {'TopicArn': {'Ref': 'Topic'}, 'TableName': {'Ref': 'Table'}},
        'Definition': {'StartAt': 'Ask', 'States': {
          'Ask': {'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish.waitForTaskToken', 'ResultPath': '$.answer', 'Next': 'Record', 'TimeoutSeconds': 60,
            'Parameters': {'TopicArn': '${TopicArn}', 'Message': {'eventName': 'PaymentSuccessful', 'data.$': '$'},
              'MessageAttributes': {'taskToken': {'DataType': 'String', 'StringValue.$': '$$.Task.Token'}}}},
          'Record': {'Type': 'Task', 'Resource': 'arn:aws:states:::dynamodb:putItem', 'ResultSelector': {'status.$': '$.SdkHttpMetadata.HttpStatusCode'}, 'ResultPath': '$.recorded', 'Next': 'Done',
            'Parameters': {'TableName': '${TableName}', 'Item': {'id': {'S.$': '$.id'}}, 'ConditionExpression': 'attribute_not_exists(id)'},
            'Catch': [{'ErrorEquals': ['DynamoDB.ConditionalCheckFailedException'], 'ResultPath': '$.error', 'Next': 'Twice'}]},
          'Done': {'Type': 'Succeed'}, 'Twice': {'Type': 'Succeed'}}}}},
      'Version': {'Type': 'AWS::StepFunctions::StateMachineVersion', 'Properties': {
        'StateMachineArn': {'Ref': 'Machine'}, 'StateMachineRevisionId': {'Fn::GetAtt': ['Machine', 'StateMachineRevisionId']}}},
      'Alias': {'Type': 'AWS::StepFunctions::StateMachineAlias', 'Properties': {
        'Name': 'live', 'RoutingConfiguration': [{'StateMachineVersionArn': {'Ref': 'Version'}, 'Weight': 100}]}}
    }}
    """, emulators: true);
