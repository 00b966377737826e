import { useEffect, useState } from "preact/hooks";
import { ClockPanel } from "./clock-panel.tsx";
import type { Try } from "./control-api.ts";
import { activeFaults, FaultsPanel } from "./faults-panel.tsx";
import { Icon } from "./icons.tsx";
import { usePage } from "./page-context.ts";
import { Popover } from "./popover.tsx";
import { dayOf, timeOf } from "./times.ts";
import { TriesList } from "./tries-panel.tsx";
import type { WorldState } from "./world-state.ts";

type Props = {
  world: WorldState | null;
  tries: readonly Try[];
  isInspectorOpen: boolean;
  onInspector(): void;
  onLanguage(): void;
  onTheme(): void;
  onBe(openId: string): void;
};

export function TopBar({ world, tries, isInspectorOpen, onInspector, onLanguage, onTheme, onBe }: Props) {
  const { say, theme } = usePage();
  const faults = world === null ? "" : activeFaults(world, say);
  return (
    <header class="top-bar">
      <span class="brand">
        <span class="brand-mark" aria-hidden="true">
          星
        </span>
        <strong>{say("product")}</strong>
        <small>{say("productKind")}</small>
      </span>
      <span class="top-bar-space" />
      {world !== null && tries.length > 0 && (
        <Popover
          label={say("toTry")}
          className="tries-place"
          button={
            <>
              <Icon name="compass" />
              <span class="bar-words">{say("toTry")}</span>
            </>
          }
        >
          {(close) => (
            <TriesList
              tries={tries}
              people={world.people}
              onBe={(openId) => {
                close();
                onBe(openId);
              }}
            />
          )}
        </Popover>
      )}
      {world !== null && (
        <Popover label={say("clock")} className="clock-place" button={<ClockFace />}>
          {() => <ClockPanel nextWorkday={world.nextWorkday} />}
        </Popover>
      )}
      {world !== null && (
        <Popover
          label={faults === "" ? say("faults") : `${say("faults")}: ${faults}`}
          isMarked={faults !== ""}
          button={
            <>
              <Icon name="bolt" />
              <span class={faults === "" ? "bar-words" : "bar-words-always cut"}>
                {faults || say("faults")}
              </span>
            </>
          }
        >
          {() => <FaultsPanel faults={world.faults} duplicates={world.duplicates} />}
        </Popover>
      )}
      <button
        type="button"
        class="bar-button"
        aria-pressed={isInspectorOpen}
        aria-label={say("inspector")}
        onClick={onInspector}
      >
        <Icon name="panel" />
        <span class="bar-words">{say("inspector")}</span>
      </button>
      <button
        type="button"
        class="bar-button bar-square"
        aria-label={say(theme === "dark" ? "toLight" : "toDark")}
        title={say(theme === "dark" ? "toLight" : "toDark")}
        onClick={onTheme}
      >
        <Icon name={theme === "dark" ? "sun" : "moon"} />
      </button>
      <button
        type="button"
        class="bar-button bar-square"
        aria-label={say("language")}
        title={say("language")}
        onClick={onLanguage}
      >
        {say("languageShort")}
      </button>
    </header>
  );
}

/** Goes on by itself. */
function ClockFace() {
  const { language, nowMs } = usePage();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const now = nowMs();
  return (
    <>
      <Icon name="clock" />
      <span class="clock-day">{dayOf(now, now, language)}</span>
      <time class="clock-time">{timeOf(now)}</time>
    </>
  );
}
