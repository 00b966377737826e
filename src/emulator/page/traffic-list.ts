import type { Exchange } from "#emulator/page-news";

export type TrafficKind = "all" | "in" | "out" | "failed";

const MOST_SHOWN = 500;

/** The entries with what is new or changed in its place, newest first. */
export function mergeTraffic(known: readonly Exchange[], changed: readonly Exchange[]): readonly Exchange[] {
  if (changed.length === 0) return known;
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  for (const entry of changed) byId.set(entry.id, entry);
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, MOST_SHOWN);
}

/** Whether the platform or the program said no, or nothing at all. */
export function isFailure({ kind, status, code, state }: Exchange): boolean {
  if (kind === "request") return (status ?? 0) >= 400 || (code ?? 0) !== 0 || status === null || status === 0;
  return state === "failed" || (status !== 200 && state !== "pending");
}

export function fitsFilter(entry: Exchange, kind: TrafficKind, text: string): boolean {
  if (kind === "in" && entry.kind !== "request") return false;
  if (kind === "out" && entry.kind === "request") return false;
  if (kind === "failed" && !isFailure(entry)) return false;
  const words = [entry.method ?? "", entry.name, String(entry.status ?? ""), String(entry.code ?? "")];
  const all = [...words, entry.fault ?? "", entry.eventId ?? ""].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}

export type JsonPiece = {
  readonly kind: "key" | "string" | "number" | "word" | "plain";
  readonly text: string;
};

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Indented JSON in pieces to be coloured. A text that holds JSON itself (a card's content) is shown opened. */
export function jsonPieces(value: unknown): readonly JsonPiece[] {
  const text = JSON.stringify(opened(value), null, 2);
  const pieces: JsonPiece[] = [];
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    if (found.index > end) pieces.push({ kind: "plain", text: text.slice(end, found.index) });
    const [whole, string, colon] = found;
    if (string === undefined) pieces.push({ kind: found[3] === undefined ? "word" : "number", text: whole });
    else if (colon === undefined) pieces.push({ kind: "string", text: string });
    else pieces.push({ kind: "key", text: string }, { kind: "plain", text: colon });
    end = found.index + whole.length;
  }
  if (end < text.length) pieces.push({ kind: "plain", text: text.slice(end) });
  return pieces;
}

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, opened(part)]));
  return typeof value === "string" && /^[[{]/.test(value) ? openedText(value) : value;
}

function openedText(text: string): unknown {
  try {
    return opened(JSON.parse(text));
  } catch {
    return text;
  }
}
