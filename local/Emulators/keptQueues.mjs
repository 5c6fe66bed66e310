// Queues and their messages in the journal. Messages that were in flight come back as available, with their receive counts.
// The five minutes in which a FIFO queue remembers deduplication ids begin anew.
import { SqsQueue, SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";

class KeptQueue extends SqsQueue {
  journal;
  /** What was given to the queue and not deleted, by message id: with the messages in flight, which the queue holds by receipt handle. */
  kept = new Map();

  setAttributes(attributes) {
    super.setAttributes(attributes);
    this.journal.add(this.toEntry());
  }

  enqueue(message) {
    this.kept.set(message.messageId, message);
    this.journal.add({ put: this.name, message });
    super.enqueue(message);
  }

  dequeue(count, visibilityTimeout, dlqResolver) {
    const received = super.dequeue(count, visibilityTimeout, (arn) => {
      const queue = dlqResolver?.(arn);
      return queue && { enqueue: (message) => this.#moveTo(queue, message) };
    });
    for (const { MessageId: id } of received) {
      const { approximateReceiveCount, approximateFirstReceiveTimestamp } = this.kept.get(id);
      this.journal.add({ got: this.name, id, approximateReceiveCount, approximateFirstReceiveTimestamp });
    }
    return received;
  }

  deleteMessage(receiptHandle) {
    const id = this.inflightMessages.get(receiptHandle)?.message.messageId;
    if (id) this.#drop(id);
    return super.deleteMessage(receiptHandle);
  }

  purge() {
    super.purge();
    for (const id of [...this.kept.keys()]) this.#drop(id);
  }

  toEntry() {
    const { name, arn, attributes, createdTimestamp } = this;
    return { queue: name, arn, attributes, tags: Object.fromEntries(this.tags), createdTimestamp };
  }

  #moveTo(queue, message) {
    queue.enqueue(message);
    this.#drop(message.messageId);
  }

  #drop(id) {
    this.kept.delete(id);
    this.journal.add({ done: this.name, id });
  }
}

export class KeptQueues extends SqsStore {
  #journal;
  #endpoint;

  /** @param endpoint host and port of the AWS endpoint, which queue URLs carry and which may differ at each start. */
  constructor(journal, endpoint) {
    super();
    this.#journal = journal;
    this.#endpoint = endpoint;
  }

  createQueue(name, url, arn, attributes, tags) {
    const queue = this.#add(new KeptQueue(name, url, arn, attributes, tags));
    this.#journal.add(queue.toEntry());
    return queue;
  }

  deleteQueue(url) {
    const name = this.getQueue(url)?.name;
    if (name) this.#journal.add({ gone: name });
    return super.deleteQueue(url);
  }

  /** A URL of an earlier start, with another port, still names its queue. */
  getQueue(url) {
    return super.getQueue(url) ?? this.getQueueByName(url.slice(url.lastIndexOf("/") + 1));
  }

  /** Applies an entry of the journal; false when it is none of queues. */
  restore(entry) {
    if (entry.queue) this.#restoreQueue(entry);
    else if (entry.gone) super.deleteQueue(this.getQueueByName(entry.gone).url);
    else if (entry.put) this.getQueueByName(entry.put).kept.set(entry.message.messageId, entry.message);
    else if (entry.got) this.#restoreReceived(entry);
    else if (entry.done) this.getQueueByName(entry.done).kept.delete(entry.id);
    else return false;
    return true;
  }

  /** Hands out again what the journal left. */
  resume() {
    for (const queue of this.queues.values()) {
      for (const message of queue.kept.values()) {
        queue.sequenceCounter = Math.max(queue.sequenceCounter, Number(message.sequenceNumber ?? 0));
        queue.enqueue(message);
      }
    }
  }

  *entries() {
    for (const queue of this.queues.values()) {
      yield queue.toEntry();
      for (const message of queue.kept.values()) yield { put: queue.name, message };
    }
  }

  #restoreReceived({ got, id, approximateReceiveCount, approximateFirstReceiveTimestamp }) {
    Object.assign(this.getQueueByName(got).kept.get(id), { approximateReceiveCount, approximateFirstReceiveTimestamp });
  }

  #restoreQueue({ queue: name, arn, attributes, tags, createdTimestamp }) {
    const existing = this.getQueueByName(name);
    if (existing) Object.assign(existing, { attributes, tags: new Map(Object.entries(tags)) });
    else {
      const url = `http://${this.#endpoint}/${arn.split(":")[4]}/${name}`;
      Object.assign(this.#add(new KeptQueue(name, url, arn, attributes, tags)), { createdTimestamp });
    }
  }

  #add(queue) {
    queue.journal = this.#journal;
    this.queues.set(queue.url, queue);
    this.queuesByName.set(queue.name, queue);
    this.queuesByArn.set(queue.arn, queue);
    return queue;
  }
}
