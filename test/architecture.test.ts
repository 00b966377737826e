import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layerFaults, sourceFiles } from "./support/layers.ts";

const files = sourceFiles(join(import.meta.dirname, ".."));

describe("the rooms", () => {
  it("are all looked at", () => {
    expect(files.length).toBeGreaterThan(150);
    const rooms = [
      "src/domain/",
      "src/policy/",
      "src/usecases/",
      "src/platforms/lark/",
      "src/data/",
      "src/http/",
      "src/jobs/",
      "src/bot/",
      "src/emulator/",
      "cards/",
    ];
    for (const room of rooms)
      expect(
        files.filter(({ path }) => path.startsWith(room)),
        room,
      ).not.toEqual([]);
  });

  it("look only at the rooms below them", () => {
    expect(layerFaults(files)).toEqual([]);
  });

  it.each([
    ["src/domain/points.ts", 'import { z } from "zod";', "no package"],
    ["src/domain/points.ts", 'import { readFile } from "node:fs";', "no package"],
    ["src/domain/points.ts", 'import type { Card } from "#cards/card";', "domain may not look at cards"],
    [
      "src/usecases/quality/score.ts",
      'import { createStore } from "#data/store";',
      "usecases may not look at data",
    ],
    [
      "src/usecases/quality/score.ts",
      'import { nominate } from "#usecases/recognition/nominate";',
      "never calls another",
    ],
    ["src/platforms/lark/send.ts", 'import { store } from "#data/store";', "platforms may not look at data"],
    ["src/data/people.ts", 'export { x } from "#platforms/lark/client";', "data may not look at platforms"],
    ["src/emulator/lark/sign.ts", 'import { verifySignature } from "#platforms/lark/verify";', "on its own"],
    ["src/http/app.ts", 'const x = await import("#data/store");', "http may not look at data"],
    ["cards/board.ts", 'import {\n  a,\n  b,\n} from "../src/domain/error.ts";', "leaves its room"],
    ["src/bot/words.ts", 'import { a } from "./commands";', "with its .ts"],
    [
      "src/emulator/page/app.tsx",
      'import { world } from "#emulator/lark/world";',
      "page may not look at emulator",
    ],
    ["src/emulator/page/app.tsx", 'import { readFile } from "node:fs";', "runs in a browser"],
    ["src/helpers/dates.ts", "export const a = 1;", "no room is known"],
  ])("a planted fault in %s is seen: %s", (path, text, words) => {
    const faults = layerFaults([{ path, text }]);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it.each([
    [
      "of what is asked",
      "export async function score(deps: { readonly a: [x: 1] }, input: In): Promise<Out> {}",
    ],
    ["that takes its tools apart", "export async function score({ a, b }: Deps, input: In) {}"],
    ["of nothing else", "export function score<Result>(\n  deps: Pick<Deps, () => void>,\n): Result {}"],
    ["that ends on a signal", "export async function score(deps: Deps, closing?: AbortSignal) {}"],
  ])("have no use case that calls its neighbour, a verb %s", (_, verb) => {
    const neighbour = { path: "src/usecases/quality/score.ts", text: verb };
    const text = 'import { score } from "./score.ts";';
    const shared = { path: "src/usecases/quality/task-view.ts", text };

    expect(layerFaults([neighbour, shared])).toEqual([
      "src/usecases/quality/task-view.ts: ./score.ts: a use case never calls another use case",
    ]);
  });

  it("have use cases that share what is no verb", () => {
    const shared = {
      path: "src/usecases/quality/score.ts",
      text: "export function scoringCard(deps: Deps, view: View, input: In): Card {}\nexport function of(store: Store) {}",
    };
    const verb = {
      path: "src/usecases/quality/skip.ts",
      text: 'import { scoringCard } from "./score.ts";\nexport async function skip(deps: Deps, input: In) {}',
    };

    expect(layerFaults([shared, verb])).toEqual([]);
  });

  it("have no place for what belongs nowhere, and no barrel", () => {
    const homeless = files.filter(
      ({ path }) =>
        /\/(utils?|lib|helpers?|common|types|services)\//.test(path) || path.endsWith("/index.ts"),
    );

    expect(homeless.map(({ path }) => path)).toEqual([]);
  });
});
