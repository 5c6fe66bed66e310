// fauxqs on loopback: its own start function and its command line listen on every interface.
// Prints its address; ends when its standard input closes, which it does when the parent process dies.
import { buildApp } from "fauxqs";
import { SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";

const sqsStore = new SqsStore();
sqsStore.host = ""; // Queue URLs take the address that the caller used, not sqs.<region>.localhost, which few resolvers know.

const app = buildApp({ logger: false, defaultRegion: process.argv[2], stores: { sqsStore } });
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdin.resume().on("end", () => process.exit(0));
console.log(`listening on ${address}`);
