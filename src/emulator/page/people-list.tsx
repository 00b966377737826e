import { useMemo, useState } from "preact/hooks";
import type { PersonShown } from "#emulator/page-news";
import { moveWithArrows } from "./arrow-keys.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icons.tsx";
import { usePage } from "./page-context.ts";
import type { PageWord } from "./page-words.ts";
import { peopleByTitle } from "./world-state.ts";

type Props = {
  people: readonly PersonShown[];
  chosen: string | null;
  unreadOf(openId: string): number;
  onChoose(openId: string): void;
};

/** Everybody, by title; whoever is chosen is who one is. */
export function PeopleList({ people, chosen, unreadOf, onChoose }: Props) {
  const { say } = usePage();
  const [search, setSearch] = useState("");
  const groups = useMemo(() => peopleByTitle(people, search), [people, search]);
  const isNobodyFound = people.length > 0 && groups.size === 0;
  return (
    <nav class="people" aria-label={say("peopleList")}>
      <label class="search">
        <Icon name="search" size={16} />
        <span class="unseen">{say("searchPeople")}</span>
        <input
          type="search"
          placeholder={say("searchPeople")}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <div class="people-groups" onKeyDown={moveWithArrows}>
        {[...groups].map(([title, some]) => (
          <section key={title}>
            <h2>{title === "" ? say("peopleWithoutTitle") : title}</h2>
            <ul>
              {some.map((person) => (
                <li key={person.openId}>
                  <PersonRow
                    person={person}
                    isChosen={person.openId === chosen}
                    unread={unreadOf(person.openId)}
                    onChoose={() => onChoose(person.openId)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {isNobodyFound && <p class="hint">{say("nobodyFound", { text: search })}</p>}
        {people.length === 0 && <p class="hint">{say("nobodyYet")}</p>}
      </div>
    </nav>
  );
}

type RowProps = { person: PersonShown; isChosen: boolean; unread: number; onChoose(): void };

function PersonRow({ person, isChosen, unread, onChoose }: RowProps) {
  const { say } = usePage();
  const state = stateOf(person);
  return (
    <button
      type="button"
      class="person"
      data-item
      title={person.name}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <Avatar name={person.name} id={person.openId} />
      <span class="person-name">{person.name}</span>
      {state && <span class="person-state">{say(state)}</span>}
      <Badge count={unread} />
    </button>
  );
}

function stateOf(person: PersonShown): PageWord | undefined {
  if (person.resigned) return "resigned";
  if (person.blocked) return "blocked";
  return person.available ? undefined : "unavailable";
}

export function Badge({ count }: { count: number }) {
  const { say } = usePage();
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span class="unseen">{say("unread", { n: count })}</span>
    </span>
  );
}
