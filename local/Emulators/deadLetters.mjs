// A message in a dead-letter queue knows the queue that it comes from, and tells it like SQS, by the attribute DeadLetterQueueSourceArn.
import { SqsQueue } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";

const attribute = "DeadLetterQueueSourceArn";
const { dequeue } = SqsQueue.prototype;

SqsQueue.prototype.dequeue = function (count, visibilityTimeout, dlqResolver) {
  return dequeue.call(this, count, visibilityTimeout, (arn) => {
    const queue = dlqResolver?.(arn);
    return queue && { enqueue: (message) => queue.enqueue(Object.assign(message, { deadLetterSourceArn: this.arn })) };
  });
};

/** Adds the attribute to the answers that give it out. */
export function tellSources(app, { sqsStore }) {
  app.addHook("preSerialization", async ({ body }, _, answer) => {
    const asked = [...(body?.AttributeNames ?? []), ...(body?.MessageSystemAttributeNames ?? [])];
    if (!answer?.Messages || !(asked.includes("All") || asked.includes(attribute))) return answer;
    const inFlight = sqsStore.getQueue(body.QueueUrl).inflightMessages;
    for (const message of answer.Messages) {
      const source = inFlight.get(message.ReceiptHandle)?.message.deadLetterSourceArn;
      if (source) message.Attributes = { ...message.Attributes, [attribute]: source };
    }
    return answer;
  });
}
