// The second reference: node:http reads the body and looks at nothing in it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    Buffer.concat(parts);
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}/webhooks/lark` }));
});
process.once("SIGTERM", () => server.close(() => process.exit(0)));
