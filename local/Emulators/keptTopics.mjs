// Topics and subscriptions in the journal: one entry holds them all, and the last one counts. They change at a deployment, not with messages.
import { SnsStore } from "./node_modules/fauxqs/dist/sns/snsStore.js";

export class KeptTopics extends SnsStore {
  restore({ topics, subscriptions }) {
    if (!topics) return false;
    this.topics = new Map(topics.map((topic) => [topic.arn, { ...topic, tags: new Map(topic.tags) }]));
    this.subscriptions = new Map(subscriptions.map((subscription) => [subscription.arn, subscription]));
    return true;
  }

  *entries() {
    yield {
      topics: [...this.topics.values()].map((topic) => ({ ...topic, tags: [...topic.tags] })),
      subscriptions: [...this.subscriptions.values()],
    };
  }
}
