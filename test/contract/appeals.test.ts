import { describe } from "vitest";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { appealContract } from "./appeals.ts";

appealContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("appeals on PostgreSQL", () => undefined);
else appealContract("PostgreSQL", () => Promise.resolve(postgres));
