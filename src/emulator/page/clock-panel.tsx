import { useState } from "preact/hooks";
import { controlApi } from "./control-api.ts";
import { reasonOf } from "./message-item.tsx";
import { usePage } from "./page-context.ts";
import type { PageWord } from "./page-words.ts";
import { clockTargets, dateOf, dayOf, instantOf, timeOf, type ClockTarget } from "./times.ts";

const STEPS: readonly [ClockTarget, PageWord | null][] = [
  ["plusMinute", "plusMinute"],
  ["plusHour", "plusHour"],
  ["evening", null],
  ["tomorrowMorning", "tomorrowMorning"],
  ["nextWorkday", "nextWorkday"],
  ["monthEnd", "monthEnd"],
];

/** Moves the emulator's clock, and with it the program's. */
export function ClockPanel({ nextWorkday }: { nextWorkday: string }) {
  const { say, language, nowMs, toast } = usePage();
  const now = nowMs();
  const [date, setDate] = useState(dateOf(now));
  const [time, setTime] = useState(timeOf(now));
  const [problem, setProblem] = useState("");
  const targets = clockTargets(now, nextWorkday);
  const shown = (ms: number): string => `${dayOf(ms, now, language)} ${timeOf(ms)}`;

  async function move(toMs: number): Promise<void> {
    setProblem("");
    if (Number.isNaN(toMs)) return setProblem(say("clockNeedsDate"));
    if (toMs <= nowMs()) return setProblem(say("clockForwardOnly"));
    try {
      await controlApi.moveClock(new Date(toMs));
      setDate(dateOf(toMs));
      setTime(timeOf(toMs));
      toast({ kind: "info", text: say("clockMoved", { time: shown(toMs) }) });
    } catch (error) {
      setProblem(reasonOf(error));
    }
  }
  const eveningName = `${daysAhead(targets.evening, now) > 0 ? `${say("tomorrow")} ` : ""}18:10`;
  return (
    <>
      <p class="popover-help">{say("clockHelp")}</p>
      <div class="clock-steps">
        {[...STEPS]
          .sort(([a], [b]) => targets[a] - targets[b])
          .map(([target, word]) => (
            <button
              key={target}
              type="button"
              title={shown(targets[target])}
              onClick={() =>
                void move(
                  target.startsWith("plus") ? clockTargets(nowMs(), nextWorkday)[target] : targets[target],
                )
              }
            >
              {word === null ? eveningName : say(word)}
            </button>
          ))}
      </div>
      <form
        class="clock-free"
        onSubmit={(event) => {
          event.preventDefault();
          void move(instantOf(date, time));
        }}
      >
        <input
          type="date"
          aria-label={say("freeDate")}
          value={date}
          onInput={(event) => setDate(event.currentTarget.value)}
        />
        <input
          type="time"
          aria-label={say("freeTime")}
          value={time}
          onInput={(event) => setTime(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          {say("moveClock")}
        </button>
      </form>
      <p class="popover-problem" role="alert">
        {problem}
      </p>
    </>
  );
}

const daysAhead = (ms: number, nowMs: number): number => (dateOf(ms) > dateOf(nowMs) ? 1 : 0);
