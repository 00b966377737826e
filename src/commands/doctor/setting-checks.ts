import { SETTING_WORDS } from "#cards/doctor-words";
import { localDate } from "#domain/working-day";
import type { LarkCheckup } from "#platforms/lark/checkup";
import type { Finding as LintFinding } from "#policy/lint";
import { isPreset } from "#policy/presets";
import type { Policy } from "#policy/policy";
import type { Clock } from "#ports/clock";
import type { SalvagedConfig } from "#main/salvage-config";
import { knowsYear } from "#time/chinese-calendar";
import { fault, ok, warning, type Finding } from "./check.ts";

/** A callback may be five minutes old; a machine that is a minute off is on its way there. */
const TOLERATED_SECONDS = 60;
const NOVEMBER = "11";

export function lookAtConfiguration(salvaged: SalvagedConfig, larkMode: string): Finding {
  const { config, faults } = salvaged;
  if (faults.length > 0) return fault(SETTING_WORDS.configurationBad(faults.join(" ")));
  // Beside an emulator everybody is on this machine.
  if (config.lark !== null && config.publicUrl === null && config.lark.baseUrl.startsWith("https:"))
    return warning(SETTING_WORDS.publicUrlMissing(config.port));
  if (config.apiToken === null) return warning(SETTING_WORDS.apiTokenMissing());
  return ok(SETTING_WORDS.configurationFine(config.lark === null ? null : larkMode));
}

/** A clock that is followed has moved by hand; whether it can be read is all that there is to see. */
export async function lookAtClock(
  clock: Pick<Clock, "now"> | null,
  config: SalvagedConfig["config"],
  lark: LarkCheckup | null,
): Promise<Finding> {
  if (clock === null) return fault(SETTING_WORDS.clockLost(config.clockUrl ?? ""));
  const now = clock.now().toISOString().slice(0, 19).replace("T", " ").concat("Z");
  if (lark === null)
    return ok(
      config.clockUrl === null
        ? SETTING_WORDS.clockAlone(now)
        : SETTING_WORDS.clockFollowed(config.clockUrl, now),
    );
  const told = (await lark.knock()).clock;
  if (told === null) return warning(SETTING_WORDS.clockUncompared(now));
  const seconds = Math.round(Math.abs(told.theirs.getTime() - told.ours.getTime()) / 1000);
  return seconds > TOLERATED_SECONDS
    ? fault(SETTING_WORDS.clockWrong(now, seconds))
    : ok(SETTING_WORDS.clockRight(now, seconds));
}

/** Of a policy that cannot be read: what holds without one. */
const ANY_POLICY = { zone: "Asia/Shanghai", calendar: { holidays: [], workingDays: [] } };

/** The plan of a year is published in the November before it. */
export async function lookAtCalendar(loading: Promise<Policy>, now: Date): Promise<Finding> {
  const policy = await loading.catch(() => ANY_POLICY);
  const today = localDate(now, policy.zone);
  const year = today.slice(0, 4);
  const next = String(Number(year) + 1);
  const isAsked = today.slice(5, 7) >= NOVEMBER;
  const unknown = (isAsked ? [year, next] : [year]).filter((each) => !knowsYear(Number(each)));
  const [first] = unknown;
  if (first === undefined)
    return ok(isAsked ? SETTING_WORDS.calendarKnownBoth(year, next) : SETTING_WORDS.calendarKnown(year));
  const { holidays, workingDays } = policy.calendar;
  const own = [...holidays, ...workingDays].filter((date: string) => date.startsWith(first)).length;
  return own > 0 ? ok(SETTING_WORDS.calendarOwn(first, own)) : warning(SETTING_WORDS.calendarUnknown(first));
}

export async function lookAtPolicy(name: string, loading: Promise<Policy>): Promise<Finding> {
  const policy = await loading;
  if (isPreset(name)) return inForce(policy);
  const { lintPolicy } = await import("#policy/lint");
  const findings = lintPolicy(policy);
  const errors = findings.filter(({ level }) => level === "error");
  const [firstError] = errors;
  if (firstError !== undefined)
    return fault(SETTING_WORDS.policyErrors(name, errors.length, sentence(firstError)));
  const [first] = findings;
  return first === undefined
    ? inForce(policy)
    : warning(SETTING_WORDS.policyWarnings(name, findings.length, sentence(first)));
}

const sentence = ({ path, message }: LintFinding): string => `${path}: ${message}`;

function inForce({ name, version, effectiveFrom }: Policy): Finding {
  return ok(SETTING_WORDS.policyFine(name, version, effectiveFrom));
}
