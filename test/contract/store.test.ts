import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { gate } from "../support/gate.ts";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { storeContract } from "./store.ts";

storeContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("store on PostgreSQL", () => undefined);
else {
  describe("a section on PostgreSQL", () => {
    it("tells whoever is in it when its lock is gone with the connection, since others may come in", async () => {
      const { store, database } = postgres;
      const [inside, second] = [gate(), gate()];

      const first = store.exclusively("a section that is lost", async (lost) => {
        await database.pool!.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks
           WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        inside.open();
        await second.opened;
        return lost.aborted;
      });
      await inside.opened;
      await eventually(async () => {
        const isIn = await store.exclusively("a section that is lost", () => Promise.resolve(true));
        if (isIn === true) second.open();
        return isIn === true;
      });

      expect(await first).toBe(true);
    });
  });
  storeContract("PostgreSQL", () => Promise.resolve(postgres));
}
