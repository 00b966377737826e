// A server that takes what Lark takes and looks at nothing: it reads the body, counts it and names a message id.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const TOKEN = JSON.stringify({ code: 0, msg: "ok", tenant_access_token: "t-bench", expire: 7_200 });
let sent = 0;
const server = createServer((request, response) => {
  request.on("end", () => {
    const isToken = request.url?.includes("tenant_access_token") === true;
    if (!isToken) sent += 1;
    const answer = isToken
      ? TOKEN
      : `{"code":0,"msg":"success","data":{"message_id":"om_bench_${sent}","chat_id":"oc_bench"}}`;
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(answer),
    });
    response.end(answer);
  });
  request.resume();
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}` }));
});
process.once("SIGTERM", () => process.exit(0));
