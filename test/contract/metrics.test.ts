import { describe } from "vitest";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { metricsContract } from "./metrics.ts";

metricsContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("metrics on PostgreSQL", () => undefined);
else metricsContract("PostgreSQL", () => Promise.resolve(postgres));
