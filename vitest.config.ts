import { defineConfig } from "vitest/config";
import { LongFilesFirst } from "./test/support/long-files-first.ts";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"], externalConditions: ["source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Nothing in the program is global, so the files of a worker need not load it anew each.
    isolate: false,
    // One more than small machines have processors: the journeys wait for clocks and processes much of their time.
    maxWorkers: 3,
    sequence: { sequencer: LongFilesFirst },
  },
});
