// The emulator's Lark with all its limits and checks, which also tells when it took what and what it refused.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createEmulator } from "#emulator/emulator";

const [receivers = "0", appId = "", appSecret = "", verificationToken = "", encryptKey = "", limits = ""] =
  process.argv.slice(2);
const emulator = createEmulator({ lark: { appId, appSecret, verificationToken, encryptKey } });
for (let place = 0; place < Number(receivers); place += 1)
  emulator.lark.people.add({ name: `质检${place}`, openId: `ou_receiver_${place}` });

if (limits === "unlimited") emulator.lark.rates.enforce = false;

const takenAt: number[] = [];
const refusals: { [status: number]: number } = {};
const app = new Hono();
app.use("/emulator/open-apis/im/v1/messages", async (c, next) => {
  await next();
  if (c.res.status === 200) takenAt.push(performance.now());
  else refusals[c.res.status] = (refusals[c.res.status] ?? 0) + 1;
});
// What was sent an hour ago may be sent again under the same key.
app.post("/two-hours-later", (c) => c.json(emulator.clock.forward(7_200)));
app.get("/tally", (c) => c.json({ takenAt, refusals }));
app.route("/", emulator.app);
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}` })),
);
process.once("SIGTERM", () => server.close(() => process.exit(0)));
