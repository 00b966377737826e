import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** Which rooms a room may look at. Written from ARCHITECTURE.md; a folder that is not here is a fault. */
const ROOMS: Readonly<
  Record<string, { readonly sees: readonly string[]; readonly packages: "none" | "any" }>
> = {
  domain: { sees: [], packages: "none" },
  policy: { sees: ["domain"], packages: "any" },
  ports: { sees: ["domain", "policy", "cards"], packages: "none" },
  cards: { sees: ["domain"], packages: "none" },
  usecases: { sees: ["domain", "policy", "cards", "ports"], packages: "none" },
  platforms: { sees: ["domain", "cards", "ports"], packages: "any" },
  data: { sees: ["domain", "policy", "cards", "ports"], packages: "any" },
  files: { sees: ["domain", "policy", "ports"], packages: "any" },
  time: { sees: ["domain", "ports"], packages: "any" },
  pictures: { sees: ["domain", "cards", "ports"], packages: "any" },
  bot: { sees: ["domain", "policy", "cards", "ports", "usecases"], packages: "none" },
  jobs: { sees: ["domain", "policy", "cards", "ports", "usecases", "bot"], packages: "any" },
  http: { sees: ["domain", "policy", "cards", "ports", "usecases", "bot", "platforms"], packages: "any" },
  // A second Lark, written from the reference: it shares nothing with ours but the one error class.
  emulator: { sees: ["domain"], packages: "any" },
  // It runs in a browser and has only what the emulator tells it over HTTP.
  page: { sees: [], packages: "any" },
  commands: {
    sees: [
      "domain",
      "policy",
      "cards",
      "ports",
      "usecases",
      "platforms",
      "data",
      "files",
      "time",
      "jobs",
      "main",
    ],
    packages: "any",
  },
  main: {
    sees: [
      "domain",
      "policy",
      "cards",
      "ports",
      "usecases",
      "bot",
      "platforms",
      "data",
      "files",
      "time",
      "pictures",
      "jobs",
      "http",
      "emulator",
      "commands",
    ],
    packages: "any",
  },
};

/** In the emulator only this much of the domain. */
const EMULATOR_MAY_USE = ["#domain/error"];
/** The types of what the emulator tells its page; nothing of it is left in the built files. */
const PAGE_MAY_USE = ["#emulator/page-news"];

export type SourceFile = { readonly path: string; readonly text: string };

/** Every TypeScript file of src and cards, generated ones left out. Paths are relative to the repository. */
export function sourceFiles(root: string): SourceFile[] {
  return ["src", "cards"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    )
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("src/data/generated/"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** One sentence for each import that crosses a border it may not cross. */
export function layerFaults(files: readonly SourceFile[]): string[] {
  const verbs = new Set(files.filter(isVerb).map(({ path }) => path));
  const shared = new Set(files.map(({ path }) => path).filter((path) => !verbs.has(path)));
  return files.flatMap(({ path, text }) => {
    const room = roomOf(path);
    if (room === null || ROOMS[room] === undefined) return [`${path}: no room is known for this folder`];
    return importsOf(text).flatMap((target) => {
      // What verbs of several folders share stands in a file that offers no verb.
      if (room === "usecases" && shared.has(`${target.replace(/^#/, "src/")}.ts`)) return [];
      const fault = verbs.has(posix.join(posix.dirname(path), target))
        ? "a use case never calls another use case"
        : faultOf(room, path, target);
      return fault === null ? [] : [`${path}: ${target}: ${fault}`];
    });
  });
}

/**
 * A file of the use cases that offers a verb: a function of `deps` alone, or of `deps` and what is asked of it. What
 * several verbs share stands in a file that offers none.
 */
function isVerb({ path, text }: SourceFile): boolean {
  if (roomOf(path) !== "usecases") return false;
  const functions = text.matchAll(/(?:^|\n)export (?:async )?function \w+(?:<[^(]*>)?\(/g);
  return [...functions].some((found) => {
    const names = parameterNames(text.slice(found.index + found[0].length)).join(" ");
    return ["deps", "deps input", "{ input", "deps closing"].includes(names);
  });
}

/** From behind the opening bracket on. Types nest; one that is taken apart at once is called `{`. */
function parameterNames(text: string): string[] {
  const names = [""];
  let depth = 0;
  for (const character of text.replaceAll("=>", "")) {
    if (depth === 0 && character === ")") break;
    if (depth === 0 && character === ",") names.push("");
    else names[names.length - 1] += character;
    if ("({[<".includes(character)) depth += 1;
    if (")}]>".includes(character)) depth -= 1;
  }
  return names.flatMap((name) => /[\w{]+/.exec(name) ?? []);
}

function roomOf(path: string): string | null {
  if (path.startsWith("cards/")) return "cards";
  if (path.startsWith("src/usecases/ports/")) return "ports";
  if (path.startsWith("src/emulator/page/")) return "page";
  if (/^src\/[^/]+\.ts$/.test(path)) return "main";
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function importsOf(text: string): string[] {
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? "");
}

function faultOf(room: string, path: string, target: string): string | null {
  if (target.includes("../")) return "leaves its room upwards; use #room/…";
  if (target.startsWith("./")) {
    const ending = room === "page" ? /\.(tsx?|css)$/ : /\.ts$/;
    return ending.test(target) ? null : "a neighbour is named with its .ts";
  }
  if (room === "page" && target.startsWith("node:")) return "the page runs in a browser";
  const rules = ROOMS[room];
  if (rules === undefined) return "an unknown room";
  if (!target.startsWith("#")) return packageFault(rules.packages, target);
  const seen = /^#([^/]+)\//.exec(target)?.[1] ?? "";
  if (seen === "generated") return "generated files stay in the data room";
  if (room === "usecases" && seen === "usecases") return "a use case never calls another use case";
  if (seen === room) return null;
  if (room === "emulator" && !EMULATOR_MAY_USE.includes(target)) return "the emulator is written on its own";
  if (room === "page" && PAGE_MAY_USE.includes(target)) return null;
  return rules.sees.includes(seen) ? null : `${room} may not look at ${seen} (${path})`;
}

function packageFault(allowed: "none" | "any", target: string): string | null {
  return allowed === "none" ? `this room imports no package, not even ${target}` : null;
}
