import { describe } from "vitest";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { storeContract } from "./store.ts";

storeContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("store on PostgreSQL", () => undefined);
else storeContract("PostgreSQL", () => Promise.resolve(postgres));
