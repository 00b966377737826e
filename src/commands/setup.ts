import { Command, Option } from "commander";
import { AppError } from "#domain/error";
import { LANGUAGES, say, type Language } from "#domain/local-text";
import type { RegisteredApp } from "#platforms/lark/register-app";
import { resolve } from "node:path";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import { addToEnvFile, type EnvChange, type EnvEntry } from "./env-file.ts";
import { manualFacts, manualList, type ManualFacts } from "./setup-manual.ts";
import { differingWords, SETUP_PROBLEMS, SETUP_WORDS, waitingWords, writtenWords } from "./setup-words.ts";
import { terminalCode } from "./terminal-code.ts";

const FEISHU = "https://open.feishu.cn";
const DOMAINS = { feishu: FEISHU, larksuite: "https://open.larksuite.com" } as const;
/** Of two apps half each is none. */
const MUST_AGREE = ["LARK_APP_ID", "LARK_APP_SECRET", "LARK_BASE_URL"];

type Options = {
  readonly manual?: boolean;
  readonly domain?: keyof typeof DOMAINS;
  readonly language: Language;
  readonly json?: boolean;
};
type Environment = Readonly<Record<string, string | undefined>>;

/** `xingping setup lark`: an app by a QR code, written into `.env`. */
export function setupCommand(tools: CommandTools): Command {
  const lark = new Command("lark")
    .description("make the Lark or Feishu app by a QR code, and write .env in this folder")
    .option("--manual", "print what to click in the developer console instead")
    .addOption(
      new Option("--domain <name>", "where the app lives (default: LARK_BASE_URL, else feishu)").choices(
        Object.keys(DOMAINS),
      ),
    )
    .addOption(
      new Option("--language <language>", "of what is said here (default: this terminal's)")
        .choices(LANGUAGES)
        .default(terminalLanguage(), "zh or en"),
    )
    .option("--json", "print the result as one JSON object")
    .action(async (options: Options) => {
      const environment = tools.environment();
      const facts = factsOf(environment, options);
      if (options.manual) printManual(tools.io, facts, options);
      else tools.finish(await register(tools.io, environment, facts, options));
    });
  return new Command("setup").description("connect a chat platform: lark").addCommand(lark);
}

function terminalLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("zh") ? "zh" : "en";
}

function factsOf(environment: Environment, { domain }: Options): ManualFacts {
  const value = (name: string): string | null => environment[name]?.trim() || null;
  const baseUrl = domain === undefined ? (value("LARK_BASE_URL") ?? FEISHU) : DOMAINS[domain];
  if (!URL.canParse(baseUrl))
    throw new AppError("bad-input", `LARK_BASE_URL must be an address like ${FEISHU}.`);
  return {
    baseUrl: baseUrl.replace(/\/+$/, ""),
    mode: value("LARK_MODE") === "webhook" ? "webhook" : "websocket",
    publicUrl: value("PUBLIC_URL")?.replace(/\/+$/, "") ?? null,
  };
}

function printManual(io: CommandIo, facts: ManualFacts, { json, language }: Options): void {
  io.out(json ? `${JSON.stringify(manualFacts(facts))}\n` : manualList(facts, language));
}

async function register(
  io: CommandIo,
  environment: Environment,
  { baseUrl, mode }: ManualFacts,
  { json, language }: Options,
): Promise<number> {
  // Standard output belongs to the result of a program that asked for it.
  const tell = (words: string): void => (json ? io.err : io.out)(`${words}\n`);
  const { registerLarkApp } = await import("#platforms/lark/register-app");
  const registered = await registerLarkApp({
    baseUrl,
    appId: environment["LARK_APP_ID"]?.trim() || null,
    onCode: ({ url, expiresInSeconds }) => {
      tell(say(SETUP_WORDS.scan, language));
      showCode(io, url, tell, language);
      tell(`${url}\n${waitingWords(expiresInSeconds, language)}`);
    },
  });
  if (!registered.isOk) {
    const code = registered.problem === "refused" ? "not-allowed" : "unavailable";
    throw new AppError(code, say(SETUP_PROBLEMS[registered.problem], language));
  }
  const { app } = registered;
  const file = resolve(io.folder, ".env");
  const change = await write(file, environment, app);
  const isDone = change.differing.length === 0;
  if (json) io.out(`${JSON.stringify({ appId: app.appId, baseUrl: app.baseUrl, mode, file, ...change })}\n`);
  for (const words of closingWords(app, change, mode, language)) tell(words);
  return isDone ? 0 : 1;
}

function showCode(io: CommandIo, url: string, tell: (words: string) => void, language: Language): void {
  if (!io.isTerminal) return;
  const { columns, text } = terminalCode(url);
  tell(columns <= (io.columns ?? 80) ? text : say(SETUP_WORDS.tooNarrow, language));
}

/** What is set outside of the file wins over it, so it must agree as well. */
async function write(file: string, environment: Environment, app: RegisteredApp): Promise<EnvChange> {
  const entries = entriesFor(app, environment);
  const differing = entries
    .filter(
      ({ name, value }) =>
        MUST_AGREE.includes(name) && ![undefined, "", value].includes(environment[name]?.trim()),
    )
    .map(({ name }) => name);
  return differing.length > 0
    ? { written: [], kept: [], differing }
    : addToEnvFile(file, entries, MUST_AGREE);
}

function entriesFor({ appId, appSecret, baseUrl }: RegisteredApp, environment: Environment): EnvEntry[] {
  return [
    { name: "LARK_APP_ID", value: appId },
    { name: "LARK_APP_SECRET", value: appSecret },
    ...(baseUrl === FEISHU && !environment["LARK_BASE_URL"]?.trim()
      ? []
      : [{ name: "LARK_BASE_URL", value: baseUrl }]),
    // No public address is needed in this mode; whoever has chosen one keeps it.
    ...(environment["LARK_MODE"]?.trim() ? [] : [{ name: "LARK_MODE", value: "websocket" }]),
  ];
}

function closingWords(
  { appId, baseUrl }: RegisteredApp,
  { written, differing }: EnvChange,
  mode: ManualFacts["mode"],
  language: Language,
): string[] {
  if (differing.length > 0) return [differingWords(differing, written.length > 0, language)];
  const advice =
    mode === "webhook"
      ? [SETUP_WORDS.webhookMode]
      : baseUrl === DOMAINS.larksuite
        ? [SETUP_WORDS.international]
        : [];
  return [
    writtenWords(appId, written, language),
    ...[SETUP_WORDS.unpublished, ...advice, SETUP_WORDS.next].map((each) => say(each, language)),
  ];
}
