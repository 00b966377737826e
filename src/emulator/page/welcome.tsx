import type { Try } from "./control-api.ts";
import { usePage } from "./page-context.ts";
import { TriesList } from "./tries-panel.tsx";
import type { WorldState } from "./world-state.ts";

type Props = {
  world: WorldState | null;
  hasPerson: boolean;
  tries: readonly Try[];
  onBe(openId: string): void;
};

/** What stands in the place of a chat as long as none is open. */
export function Welcome({ world, hasPerson, tries, onBe }: Props) {
  const { say } = usePage();
  if (world === null) return <main class="welcome hint">{say("loading")}</main>;
  if (hasPerson) return <main class="welcome hint">{say("chooseChat")}</main>;
  return (
    <main class="welcome">
      <div class="welcome-inner">
        <span class="brand-mark brand-mark-large" aria-hidden="true">
          星
        </span>
        <h1>{say("choosePersonTitle")}</h1>
        <p>{say("choosePersonText")}</p>
        {tries.length > 0 && (
          <section>
            <h2>{say("toTry")}</h2>
            <TriesList tries={tries} people={world.people} onBe={onBe} />
          </section>
        )}
      </div>
    </main>
  );
}
