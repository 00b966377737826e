import { useState } from "preact/hooks";
import type { FaultShown } from "#emulator/page-news";
import { controlApi } from "./control-api.ts";
import { reasonOf } from "./message-item.tsx";
import { usePage } from "./page-context.ts";
import type { PageWord, Say } from "./page-words.ts";

type Switch = {
  effect: "down" | "delay" | "rate-limit";
  word: PageWord;
  help: PageWord;
  /** Choices in seconds; none for what is only on or off. */
  seconds: readonly number[];
  order(seconds: number): Parameters<typeof controlApi.addFault>[0];
  secondsOf(fault: FaultShown): number;
};

const SWITCHES: readonly Switch[] = [
  {
    effect: "down",
    word: "faultDown",
    help: "faultDownHelp",
    seconds: [],
    order: () => ({ down: true }),
    secondsOf: () => 0,
  },
  {
    effect: "delay",
    word: "faultSlow",
    help: "faultSlowHelp",
    seconds: [1, 3, 10],
    order: (seconds) => ({ delayMs: seconds * 1_000 }),
    secondsOf: ({ order }) => (order.delayMs ?? 0) / 1_000,
  },
  {
    effect: "rate-limit",
    word: "faultLimited",
    help: "faultLimitedHelp",
    seconds: [5, 30, 60],
    order: (seconds) => ({ rateLimitSeconds: seconds }),
    secondsOf: ({ order }) => order.rateLimitSeconds ?? 0,
  },
];

type Props = { faults: readonly FaultShown[]; duplicates: string };

/** Only what this panel itself has ordered: for every request, until it is taken back. */
const isOurs = ({ order, effect }: FaultShown): boolean =>
  order.path === undefined && SWITCHES.some((each) => each.effect === effect);

export function FaultsPanel({ faults, duplicates }: Props) {
  const { say, toast } = usePage();
  const others = faults.filter((fault) => !isOurs(fault));
  const isAnything = faults.length > 0 || duplicates !== "off";
  const carryOut = (work: Promise<unknown>): void => {
    work.catch((error: unknown) =>
      toast({ kind: "error", text: say("pressFailed", { reason: reasonOf(error) }) }),
    );
  };
  return (
    <>
      <p class="popover-help">{say("faultsHelp")}</p>
      <ul class="fault-list">
        {SWITCHES.map((each) => (
          <li key={each.effect}>
            <FaultSwitch
              each={each}
              active={faults.find((fault) => isOurs(fault) && fault.effect === each.effect)}
              carryOut={carryOut}
            />
          </li>
        ))}
        <li>
          <SwitchRow
            name={say("faultRedeliver")}
            help={say("faultRedeliverHelp")}
            isOn={duplicates !== "off"}
            onSwitch={(isOn) => carryOut(controlApi.setDuplicates(isOn ? "both" : "off"))}
          />
        </li>
        {others.map((fault) => (
          <li key={fault.id} class="fault-other">
            {say("faultOther", { what: `${fault.effect} ${fault.order.path ?? "*"}` })}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="wide-button"
        disabled={!isAnything}
        onClick={() => carryOut(Promise.all([controlApi.clearFaults(), controlApi.setDuplicates("off")]))}
      >
        {say("clearFaults")}
      </button>
    </>
  );
}

type FaultProps = { each: Switch; active: FaultShown | undefined; carryOut(work: Promise<unknown>): void };

function FaultSwitch({ each, active, carryOut }: FaultProps) {
  const { say } = usePage();
  const [seconds, setSeconds] = useState(each.seconds[1] ?? 0);
  const shown = active === undefined ? seconds : each.secondsOf(active);
  const remove = async (): Promise<void> => {
    if (active !== undefined) await controlApi.removeFault(active.id);
  };
  const replace = async (next: number): Promise<void> => {
    await remove();
    await controlApi.addFault(each.order(next));
  };
  const change = (next: number): void => {
    setSeconds(next);
    if (active !== undefined) carryOut(replace(next));
  };
  const help = `${say(each.help, { n: shown })}${active === undefined ? "" : ` · ${say("faultHits", { n: active.hits })}`}`;
  return (
    <SwitchRow
      name={say(each.word)}
      help={help}
      isOn={active !== undefined}
      onSwitch={(isOn) => carryOut(isOn ? controlApi.addFault(each.order(seconds)) : remove())}
    >
      {each.seconds.length > 0 && (
        <select
          aria-label={`${say(each.word)} ${say("howLong")}`}
          value={String(shown)}
          onChange={(event) => change(Number(event.currentTarget.value))}
        >
          {each.seconds.map((choice) => (
            <option key={choice} value={String(choice)}>
              {say("seconds", { n: choice })}
            </option>
          ))}
        </select>
      )}
    </SwitchRow>
  );
}

type RowProps = {
  name: string;
  help: string;
  isOn: boolean;
  onSwitch(isOn: boolean): void;
  children?: preact.ComponentChildren;
};

function SwitchRow({ name, help, isOn, onSwitch, children }: RowProps) {
  return (
    <div class="switch-row">
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={isOn}
        aria-label={name}
        onClick={() => onSwitch(!isOn)}
      >
        <span />
      </button>
      <span class="switch-words">
        <strong>{name}</strong>
        <small>{help}</small>
      </span>
      {children}
    </div>
  );
}

/** What the top bar says of the faults; empty when all is well. */
export function activeFaults({ faults, duplicates }: Props, say: Say): string {
  const names = SWITCHES.filter(({ effect }) => faults.some((fault) => fault.effect === effect)).map(
    ({ word }) => say(word),
  );
  const others = faults.filter((fault) => !SWITCHES.some(({ effect }) => effect === fault.effect));
  return [
    ...names,
    ...(duplicates === "off" ? [] : [say("faultRedeliver")]),
    ...others.map(({ effect }) => effect),
  ].join(" · ");
}
