// The peer: the SDK's own dispatcher as its documentation mounts it on node:http. It stores nothing.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { adaptDefault, EventDispatcher, LoggerLevel } from "@larksuiteoapi/node-sdk";

const [encryptKey = "", verificationToken = ""] = process.argv.slice(2);
const dispatcher = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error });
dispatcher.register({ "im.message.receive_v1": () => ({}) });
const server = createServer(adaptDefault("/webhooks/lark", dispatcher));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}/webhooks/lark` }));
});
process.once("SIGTERM", () => server.close(() => process.exit(0)));
