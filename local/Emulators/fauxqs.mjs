// fauxqs on loopback: its own start function and its command line listen on every interface.
// Prints its address; ends when its standard input closes, which it does when the parent process dies.
// Arguments: the region; then, to keep its state, the journal's path and the AWS endpoint's host and port.
import { buildApp } from "fauxqs";
import { SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";
import { tellSources } from "./deadLetters.mjs";
import { keep, openStores } from "./keeping.mjs";

const [region, journal, endpoint] = process.argv.slice(2);
const stores = journal ? open() : { sqsStore: new SqsStore() };
stores.sqsStore.host = ""; // Queue URLs take the address that the caller used, not sqs.<region>.localhost, which few resolvers know.

const app = buildApp({ logger: false, defaultRegion: region, stores });
tellSources(app, stores);
if (journal) keep(app, stores);
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdin.resume().on("end", () => process.exit(0));
console.log(`listening on ${address}`);

function open() {
  try {
    return openStores(journal, endpoint);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
