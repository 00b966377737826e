import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "./avatar.tsx";
import type { Candidate } from "./mentions.ts";
import { usePage } from "./page-context.ts";

type Props = { offered: readonly Candidate[]; chosen: number; onPick(candidate: Candidate): void };

/** The keyboard stays in the text; the list only shows where it stands. */
export function MentionPicker({ offered, chosen, onPick }: Props) {
  const { say } = usePage();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <ul id="mention-list" class="mention-list" role="listbox" aria-label={say("mentionList")} ref={list}>
      {offered.map((candidate, index) => (
        <li
          key={candidate.reference}
          id={`mention-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The text keeps the focus, so that writing goes on.
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(candidate);
          }}
        >
          <Avatar
            name={candidate.name}
            id={candidate.reference}
            kind={candidate.reference === "bot" ? "bot" : "person"}
          />
          <span>{candidate.name}</span>
          {candidate.reference === "bot" && <span class="tag">{say("bot")}</span>}
        </li>
      ))}
    </ul>
  );
}
