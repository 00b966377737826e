import { CHECK_NAMES, DATA_WORDS } from "#cards/doctor-words";
import type { Owner } from "#data/owner-lock";
import type { CommandIo } from "#main/control-socket";
import { handOver } from "#main/hand-over";
import { plainError } from "#main/plain-error";
import type { Program } from "#main/program";
import { salvageConfig, type SalvagedConfig } from "#main/salvage-config";
import { createLarkCheckup } from "#platforms/lark/checkup";
import { loadPolicy } from "#policy/load";
import { readClock } from "#time/followed-clock";
import { systemClock } from "#time/system-clock";
import { fault, runLooks, warning, type Check, type CheckName, type Look } from "./check.ts";
import { dataLooks, type DataAround } from "./data-checks.ts";
import { larkLooks } from "./lark-checks.ts";
import { dataOwner, openData } from "./open-data.ts";
import { queueLook } from "./queue-check.ts";
import { lookAtCalendar, lookAtClock, lookAtConfiguration, lookAtPolicy } from "./setting-checks.ts";

const CLOCK_MILLISECONDS = 3_000;
/** What the owner of embedded data is asked for. */
export const DATA_OPTION = "--data";
const DATA_NAMES: readonly CheckName[] = ["migrations", "secret-key", "queue", "people", "inbox", "outbox"];

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at everything from outside: nothing is changed, and a configuration with faults is no hindrance. */
export async function examine(environment: Environment, io: CommandIo): Promise<readonly Check[]> {
  const salvaged = salvageConfig(environment);
  const { config, lark } = salvaged;
  const clock = await clockOf(config.clockUrl);
  const checkup = lark === null ? null : createLarkCheckup(lark, clock ?? systemClock);
  const policy = loadPolicy(config.policy);
  const isLarkWanted = ["LARK_APP_ID", "LARK_APP_SECRET"].some((name) => environment[name]?.trim());
  const looks: readonly Look[] = [
    {
      name: "configuration",
      look: () => lookAtConfiguration(salvaged, environment["LARK_MODE"] || "webhook"),
    },
    { name: "clock", look: () => lookAtClock(clock, config, checkup) },
    { name: "calendar", look: () => lookAtCalendar(policy, (clock ?? systemClock).now()) },
    { name: "policy", look: () => lookAtPolicy(config.policy, policy) },
    ...larkLooks(lark, checkup, isLarkWanted),
  ];
  const now = (): Date => (clock ?? systemClock).now();
  const [outside, inside] = await Promise.all([
    runLooks(looks, io.language),
    examineDataHere(salvaged, now, io),
  ]);
  return inOrder([...outside, ...inside]);
}

/** The part that needs the data, by the process that they belong to. */
export function examineData(program: Program, { language }: CommandIo): Promise<readonly Check[]> {
  const { config, database, clock, apps, ownership, secrets } = program;
  const around: DataAround = {
    config,
    unusable: new Set(),
    apps,
    now: () => clock.now(),
    ownerPid: ownership === null ? null : process.pid,
  };
  const opened = Promise.resolve({ kind: "open", database, secrets } as const);
  return runLooks([...dataLooks(opened, around), queueLook(opened, around)], language);
}

async function examineDataHere(
  salvaged: SalvagedConfig,
  now: () => Date,
  io: CommandIo,
): Promise<readonly Check[]> {
  const { config, unusable, lark } = salvaged;
  const owner = dataOwner(salvaged);
  if (owner !== null) return askOwner(owner, io);
  const { data, close } = openData(salvaged);
  const around: DataAround = {
    config,
    unusable,
    apps: lark === null ? [] : [{ platform: "lark", appId: lark.appId }],
    now,
    ownerPid: null,
  };
  try {
    return await runLooks([...dataLooks(data, around), queueLook(data, around)], io.language);
  } finally {
    await close();
  }
}

async function askOwner(owner: Owner, io: CommandIo): Promise<readonly Check[]> {
  let printed = "";
  const collecting: CommandIo = { ...io, out: (text) => void (printed += text), err: () => undefined };
  try {
    await handOver(owner, ["doctor", DATA_OPTION, "--json"], collecting);
    return (JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as { checks: Check[] }).checks;
  } catch (error) {
    const looks: Look[] = DATA_NAMES.map((name) => ({
      name,
      look: () => warning(DATA_WORDS.withoutDatabase()),
    }));
    const why = fault(DATA_WORDS.databaseBroken(plainError(error)));
    return runLooks([{ name: "database", look: () => why }, ...looks], io.language);
  }
}

async function clockOf(url: string | null): Promise<{ now(): Date } | null> {
  return url === null ? systemClock : readClock(url, CLOCK_MILLISECONDS).catch(() => null);
}

function inOrder(checks: readonly Check[]): readonly Check[] {
  const order = Object.keys(CHECK_NAMES);
  return checks.toSorted((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
}
