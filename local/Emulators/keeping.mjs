// fauxqs with its state in a journal: what a request changed is written before its answer goes out.
import { Journal } from "./journal.mjs";
import { KeptBuckets } from "./keptBuckets.mjs";
import { KeptQueues } from "./keptQueues.mjs";
import { KeptTopics } from "./keptTopics.mjs";

/** @param path of the journal; it need not exist. @param endpoint host and port of the AWS endpoint. */
export function openStores(path, endpoint) {
  const journal = new Journal(path);
  const sqsStore = new KeptQueues(journal, endpoint);
  const snsStore = new KeptTopics();
  const s3Store = new KeptBuckets(journal);
  const stores = [sqsStore, snsStore, s3Store];

  journal.read((entry) => {
    if (!stores.some((store) => store.restore(entry))) throw new Error("nothing that is known here");
  });
  sqsStore.resume();
  journal.replace(function* () { for (const store of stores) yield* store.entries(); }());
  return { journal, sqsStore, snsStore, s3Store };
}

/** Makes the app write the journal before each answer. */
export function keep(app, { journal, sqsStore, snsStore }) {
  app.addHook("onSend", async (request) => {
    const action = request.body?.Action ?? request.headers["x-amz-target"] ?? "";
    // These change tags and attributes without telling the store.
    if (/^(Create|Delete|Subscribe|Unsubscribe|Confirm|Set|Tag|Untag)/.test(action)) addAll(snsStore);
    else if (/\.(Tag|Untag)Queue$/.test(action)) addAll(sqsStore);
    journal.flush();
  });

  function addAll(store) {
    for (const entry of store.entries()) if (!entry.put) journal.add(entry);
  }
}
