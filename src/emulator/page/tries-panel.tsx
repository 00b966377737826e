import type { PersonShown } from "#emulator/page-news";
import type { Try } from "./control-api.ts";
import { usePage } from "./page-context.ts";

type Props = { tries: readonly Try[]; people: readonly PersonShown[]; onBe(openId: string): void };

/** What the demo suggests to begin with. */
export function TriesList({ tries, people, onBe }: Props) {
  const { say, language } = usePage();
  return (
    <ol class="tries">
      {tries.map(({ title, steps, person }) => {
        const who = people.find(({ openId }) => openId === person);
        return (
          <li key={title.zh}>
            <h3>{title[language]}</h3>
            {[steps[language]].flat().map((step) => (
              <p key={step}>{step}</p>
            ))}
            {who !== undefined && (
              <button type="button" class="primary" onClick={() => onBe(who.openId)}>
                {say("beThisPerson", { name: who.name })}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
