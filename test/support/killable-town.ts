import { randomBytes } from "node:crypto";
import { Pool } from "pg";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator } from "#emulator/listen";
import { openDatabase } from "#data/database";
import { migrate } from "#data/migrate";
import { createSecrets } from "#data/secrets";
import { createStore } from "#data/store";
import { seedHash } from "#domain/sampling";
import { nextWorkingDay } from "#domain/working-day";
import { loadPolicy } from "#policy/load";
import type { Store } from "#ports/store";
import type { Secrets } from "#ports/secrets";
import { chineseCalendar } from "#time/chinese-calendar";
import { importContacts } from "#usecases/quality/import-contacts";
import { importPeople } from "#usecases/quality/import-people";
import { startProgram, type ProgramProcess } from "./program-process.ts";
import { TEST_SESSION } from "./table-lock.ts";
import { environmentFor, FRIDAY_MORNING, LARK_APP } from "./town.ts";

const DRAW_DATE = "2026-11-20";

/** Who works in a town: `ou_agent_1`…, `ou_scorer_1`… and `ou_manager` are their open_ids. */
export type TownPlan = {
  readonly agents: number;
  readonly scorers: number;
  readonly contactsPerAgent: number;
};

/** An emulator in this process and, on PostgreSQL, the program in another one, which may be killed. */
export type KillableTown = {
  readonly emulator: Emulator;
  readonly databaseUrl: string;
  /** Starts the program and waits until it is ready to be called. */
  start(): Promise<void>;
  /** Starts the program; `ready` of what it answers is for whoever wants to wait. */
  launch(): ProgramProcess;
  kill(): Promise<void>;
  printed(): string;
  query<Row>(sql: string, ...values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export const SECRET_KEY = randomBytes(32);

/** A migrated database with people, conversations of the days before, and the seeds of the draw. */
export async function furnishDatabase(url: string, plan: TownPlan): Promise<void> {
  const database = await openDatabase({ kind: "postgres", url }, (error) => {
    throw error;
  });
  try {
    await migrate(database);
    const secrets = createSecrets(SECRET_KEY);
    await furnish(createStore(database, secrets), secrets, plan);
  } finally {
    await database.close();
  }
}

async function furnish(store: Store, secrets: Secrets, plan: TownPlan): Promise<void> {
  const clock = { now: () => FRIDAY_MORNING };
  const policy = await loadPolicy("standard");
  const apps = [{ platform: "lark", appId: LARK_APP.appId }] as const;
  await importPeople({ store, clock }, { rows: numbered(peopleOf(plan)), source: "people", apps });
  await importContacts({ store, clock, policy }, { rows: numbered(contactsOf(plan)), source: "contacts" });
  const dates = [DRAW_DATE, nextWorkingDay(DRAW_DATE, chineseCalendar(policy.calendar))];
  for (const localDate of dates) {
    const seed = secrets.randomSeed();
    const promise = { localDate, seed, seedHash: seedHash(seed, secrets.sha256) };
    await store.draws.commit({ ...promise, committedAt: FRIDAY_MORNING });
  }
}

const numbered = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row, place) => ({ line: place + 1, row }));

const countTo = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1);

function peopleOf(plan: TownPlan): Record<string, unknown>[] {
  const person = (name: string, employeeNo: number, roles: string, openId: string) => ({
    employeeNo: String(employeeNo),
    name,
    team: "一组",
    roles,
    larkOpenId: openId,
  });
  return [
    person("王经理", 9001, "manager", "ou_manager"),
    ...countTo(plan.scorers).map((n) => person(`主管${n}`, 2000 + n, "supervisor", `ou_scorer_${n}`)),
    ...countTo(plan.agents).map((n) => person(`客服${n}`, 1000 + n, "agent", `ou_agent_${n}`)),
  ];
}

function contactsOf(plan: TownPlan): Record<string, unknown>[] {
  return countTo(plan.agents).flatMap((agent) =>
    countTo(plan.contactsPerAgent).map((n) => ({
      id: `C-${agent}-${n}`,
      agent: String(1000 + agent),
      channel: "chat",
      direction: "in",
      startedAt: `2026-11-${n % 2 === 0 ? 18 : 19}T10:00:00+08:00`,
      turns: [
        { role: "customer", text: "您好，我的退款三天了还没有到。" },
        { role: "agent", text: "您好，请稍等，我来为您查询。" },
        { role: "customer", text: "好的，谢谢。" },
        { role: "agent", text: "退款已经发出，预计明天到账。" },
      ],
    })),
  );
}

/** `databaseUrl` is furnished already by the same plan. */
export async function openKillableTown(
  databaseUrl: string,
  plan: TownPlan,
  more: Record<string, string> = {},
): Promise<KillableTown> {
  const deliveryMode = more["LARK_MODE"] === "websocket" ? "websocket" : "webhook";
  const emulator = createEmulator({ lark: { ...LARK_APP, deliveryMode }, startAt: FRIDAY_MORNING });
  for (const { name, larkOpenId } of peopleOf(plan))
    emulator.lark.people.add({ name: String(name), openId: String(larkOpenId) });
  const listening = await listenEmulator(emulator);
  const environment = environmentFor(listening.url, {
    DATABASE_URL: databaseUrl,
    SECRET_KEY: SECRET_KEY.toString("base64"),
    // The same in every life, because it stands in cards.
    PUBLIC_URL: "http://xingping.test",
    ...more,
  });
  const pool = new Pool({ connectionString: databaseUrl, application_name: TEST_SESSION });
  // The database is dropped while its connections are still on their way out.
  pool.on("error", () => undefined);
  const lives: ProgramProcess[] = [];
  const launch = (): ProgramProcess => {
    const life = startProgram(environment);
    lives.push(life);
    life.ready.then((url) => emulator.setWebhookUrl(`${url}/webhooks/lark`)).catch(() => undefined);
    return life;
  };
  const kill = async (): Promise<void> => lives.at(-1)?.kill();
  return {
    emulator,
    databaseUrl,
    launch,
    kill,
    start: async () => {
      await launch().ready;
      if (deliveryMode === "websocket")
        await emulator.until(() => emulator.lark.gateway.state().heard > 0, { timeoutMs: 120_000 });
    },
    printed: () => lives.map((life) => life.printed()).join(""),
    query: async <Row>(sql: string, ...values: unknown[]) => (await pool.query(sql, values)).rows as Row[],
    close: async () => {
      await kill();
      await pool.end();
      await listening.close();
    },
  };
}
