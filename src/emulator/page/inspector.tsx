import { useEffect, useRef, useState } from "preact/hooks";
import type { Exchange } from "#emulator/page-news";
import { moveWithArrows } from "./arrow-keys.ts";
import { controlApi } from "./control-api.ts";
import { ExchangeRow } from "./exchange-row.tsx";
import { Icon } from "./icons.tsx";
import { LimitsPanel } from "./limits-panel.tsx";
import { usePage } from "./page-context.ts";
import type { PageWord } from "./page-words.ts";
import { fitsFilter, mergeTraffic, type TrafficKind } from "./traffic-list.ts";
import type { WorldState } from "./world-state.ts";

const KINDS: readonly [TrafficKind, PageWord][] = [
  ["all", "allTraffic"],
  ["in", "requestsIn"],
  ["out", "eventsOut"],
  ["failed", "failures"],
];

type Props = { world: WorldState; nameOf(sender: string): string; onClose(): void };

/** What went over the wire and how full the limits are. */
export function Inspector({ world, nameOf, onClose }: Props) {
  const { say } = usePage();
  const [tab, setTab] = useState<"traffic" | "limits">("traffic");
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const tabButton = (name: typeof tab) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={tab === name}
      aria-controls="inspector-body"
      onClick={() => setTab(name)}
    >
      {say(name)}
    </button>
  );
  return (
    <aside
      class="inspector"
      ref={panel}
      tabIndex={-1}
      aria-label={say("inspector")}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header class="inspector-head">
        <div class="tabs" role="tablist">
          {tabButton("traffic")}
          {tabButton("limits")}
        </div>
        <button type="button" class="icon-button" aria-label={say("close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div id="inspector-body" class="inspector-body" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "traffic" ? (
          <Traffic key={world.instance} version={world.version} />
        ) : (
          <LimitsPanel nameOf={nameOf} version={world.version} />
        )}
      </div>
    </aside>
  );
}

function Traffic({ version }: { version: number }) {
  const { say } = usePage();
  const entries = useTraffic(version);
  const [kind, setKind] = useState<TrafficKind>("all");
  const [text, setText] = useState("");
  const shown = entries.filter((entry) => fitsFilter(entry, kind, text));
  return (
    <>
      <div class="traffic-filter">
        <label class="search">
          <Icon name="search" size={16} />
          <span class="unseen">{say("filterTraffic")}</span>
          <input
            type="search"
            placeholder={say("filterTraffic")}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="chips" role="group">
          {KINDS.map(([each, word]) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
              {say(word)}
            </button>
          ))}
        </div>
      </div>
      <ul class="traffic" onKeyDown={moveWithArrows}>
        {shown.map((entry) => (
          <ExchangeRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {shown.length === 0 && <p class="hint">{say(entries.length === 0 ? "nothingYet" : "nothingFits")}</p>}
    </>
  );
}

/** Asks only for what is new since the last answer. */
function useTraffic(version: number): readonly Exchange[] {
  const [entries, setEntries] = useState<readonly Exchange[]>([]);
  const seen = useRef(0);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const changed = await controlApi.traffic(seen.current);
      if (!isCurrent) return;
      seen.current = Math.max(seen.current, ...changed.map(({ change }) => change));
      setEntries((known) => mergeTraffic(known, changed));
    };
    look().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [version]);
  return entries;
}
