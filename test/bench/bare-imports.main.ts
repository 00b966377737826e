// The peer of a start: imports the same npm modules and does nothing with them, except that with a second argument
// it opens the embedded database there, which is most of what its package is for.
import { readFileSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";

const [list = "", database] = process.argv.slice(2);
const addresses = readFileSync(list, "utf8").split("\n").filter(Boolean);
await Promise.all(addresses.map((address) => import(address)));
let open: PGlite | undefined;
if (database !== undefined) {
  const { PGlite } = await import("@electric-sql/pglite");
  open = await PGlite.create(database);
}
console.log(JSON.stringify({ msg: "ready" }));
const stayAlive = setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => {
  clearInterval(stayAlive);
  void open?.close();
});
