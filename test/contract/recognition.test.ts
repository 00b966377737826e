import { describe } from "vitest";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";
import { recognitionContract } from "./recognition.ts";

recognitionContract("PGlite", openTestStore);

const postgres = await openPostgresTestStore();
if (postgres === null) describe.skip("ideas and points on PostgreSQL", () => undefined);
else recognitionContract("PostgreSQL", () => Promise.resolve(postgres));
