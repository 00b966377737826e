import { useEffect, useState } from "preact/hooks";
import type { LimitsShown, WindowShown } from "#emulator/page-news";
import { controlApi } from "./control-api.ts";
import { usePage } from "./page-context.ts";
import type { PageWord } from "./page-words.ts";
import { preciseTimeOf } from "./times.ts";

const LOOK_AGAIN_MS = 1_000;

const TARGETS: Readonly<Record<string, PageWord>> = {
  person: "targetPerson",
  chat: "targetChat",
  message: "targetMessage",
};

type Props = { version: number; nameOf(sender: string): string };

/** How full the platform's limits are at this moment; windows empty by themselves, so it looks again each second. */
export function LimitsPanel({ version, nameOf }: Props) {
  const { say } = usePage();
  const limits = useLimits(version);
  if (limits === null) return <p class="hint">{say("loading")}</p>;
  const targets = limits.targets.filter(({ second }) => second.used > 0);
  return (
    <div class="limits">
      {!limits.enforced && <p class="hint">{say("limitsOff")}</p>}
      <section>
        <h3>{say("perApi")}</h3>
        {limits.apis.length === 0 && <p class="hint">{say("noCalls")}</p>}
        <ul>
          {limits.apis.map(({ api, second, minute, peak }) => (
            <li key={api} class="limit">
              <code>{api}</code>
              <Meter name={say("thisSecond")} window={second} />
              <Meter name={say("peakSecond")} window={{ used: peak, limit: second.limit }} />
              <Meter name={say("thisMinute")} window={minute} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{say("perTarget")}</h3>
        {targets.length === 0 && <p class="hint">{say("quietTargets")}</p>}
        <ul>
          {targets.map(({ target, second }) => {
            const [kind = "", id = ""] = target.split(" ");
            const word = TARGETS[kind];
            const name = `${word === undefined ? kind : say(word)} ${kind === "person" ? nameOf(id) : id}`;
            return (
              <li key={target} class="limit">
                <Meter name={name} window={second} />
              </li>
            );
          })}
        </ul>
      </section>
      <section>
        <h3>
          {say("violations")}
          {limits.violationCount > 0 && (
            <span class="violation-count">{say("violationCount", { n: limits.violationCount })}</span>
          )}
        </h3>
        {limits.violations.length === 0 && <p class="hint">{say("noViolations")}</p>}
        <ul>
          {limits.violations.map(({ at, kind, detail }) => (
            <li key={at + detail} class="violation">
              <time>{preciseTimeOf(Date.parse(at))}</time> <b>{kind}</b> {detail}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function useLimits(version: number): LimitsShown | null {
  const [limits, setLimits] = useState<LimitsShown | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = (): void => {
      controlApi.limits().then(
        (seen) => isCurrent && setLimits(seen),
        () => undefined,
      );
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [version]);
  return limits;
}

function Meter({ name, window: { used, limit } }: { name: string; window: WindowShown }) {
  return (
    <label class="meter">
      <span>{name}</span>
      <meter min={0} max={limit} high={limit * 0.8} value={used} />
      <output>
        {used}/{limit}
      </output>
    </label>
  );
}
