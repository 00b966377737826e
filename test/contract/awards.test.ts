import { describe } from "vitest";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { awardsContract } from "./awards.ts";

awardsContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("nominations and awards on PostgreSQL", () => undefined);
else awardsContract("PostgreSQL", () => Promise.resolve(postgres));
