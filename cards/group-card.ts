import type { Language } from "#domain/local-text";
import type { Action, Card } from "./card.ts";
import { GROUP_PHRASES, GROUP_WORDS } from "./group-words.ts";
import { speak, WORDS } from "./words.ts";

export type GroupCardFacts = {
  readonly language: Language;
  readonly chatId: string;
  readonly groupName: string | null;
  /** `choose`: among these teams; `bound`: to this one, null being all; `free`: not bound. */
  readonly state:
    | { readonly is: "choose"; readonly teams: readonly string[] }
    | { readonly is: "bound"; readonly team: string | null }
    | { readonly is: "free" };
};

/** The choice that stands for all teams; no team can be called so, since a team's name is no empty text. */
export const ALL_TEAMS = "*";

/** For the manager who binds a group to a team. */
export function groupCard(facts: GroupCardFacts): Card {
  const { language, state, groupName } = facts;
  const say = speak(language);
  const title = say(TITLES[state.is]);
  return {
    language,
    title,
    subtitle: groupName ?? say(GROUP_WORDS.thisGroup),
    tone: state.is === "bound" ? "green" : "blue",
    summary: title,
    blocks: blocksOf(facts),
  };
}

const TITLES = {
  choose: GROUP_WORDS.groupTitle,
  bound: GROUP_WORDS.boundTitle,
  free: GROUP_WORDS.notBoundTitle,
};

function blocksOf({ language, chatId, state }: GroupCardFacts): Card["blocks"] {
  const say = speak(language);
  if (state.is === "free") return [{ kind: "text", lines: [say(GROUP_WORDS.notBoundTitle)] }];
  const whatComes = { kind: "text", size: "small", lines: [say(GROUP_WORDS.whatComes)] } as const;
  if (state.is === "bound")
    return [
      {
        kind: "fields",
        fields: [{ label: say(GROUP_WORDS.groupOf), value: state.team ?? say(GROUP_WORDS.allTeams) }],
      },
      whatComes,
      {
        kind: "buttons",
        buttons: [
          {
            kind: "action",
            name: "unbind",
            text: say(GROUP_WORDS.unbind),
            style: "default",
            action: { do: "group.unbind", chat: chatId },
          },
        ],
      },
    ];
  return [
    {
      kind: "form",
      name: "group",
      parts: [
        {
          kind: "choice",
          name: "team",
          label: say(GROUP_WORDS.chooseTeam),
          placeholder: say(WORDS.choose),
          isRequired: true,
          options: [
            ...state.teams.map((team) => ({ value: team, text: team })),
            { value: ALL_TEAMS, text: say(GROUP_WORDS.allTeams) },
          ],
        },
      ],
      submit: {
        kind: "action",
        name: "bind",
        text: say(GROUP_WORDS.bind),
        style: "primary",
        action: { do: "group.bind", chat: chatId },
      },
    },
    whatComes,
  ];
}

/** To the group itself, so that everybody in it knows what will be posted. */
export function groupBoundCard(facts: {
  readonly language: Language;
  readonly team: string | null;
  readonly byName: string;
}): Card {
  const say = speak(facts.language);
  const title = say(GROUP_WORDS.boundTitle);
  return {
    language: facts.language,
    title,
    subtitle: facts.team ?? say(GROUP_WORDS.allTeams),
    tone: "green",
    summary: title,
    blocks: [
      { kind: "text", lines: [say(GROUP_WORDS.whatComes)] },
      { kind: "text", size: "small", lines: [say(GROUP_PHRASES.boundBy(facts.byName))] },
    ],
  };
}

/** Whether somebody may be named in public, and the two buttons to say so. */
export function consentCard(facts: {
  readonly language: Language;
  readonly answer: "yes" | "no" | "asked" | null;
}): Card {
  const { language, answer } = facts;
  const say = speak(language);
  const title = say(GROUP_WORDS.consentTitle);
  const button = (name: "yes" | "no", text: string, action: Action["do"]) =>
    ({
      kind: "action",
      name,
      text,
      style: name === "yes" && answer !== "yes" ? "primary" : "default",
      action: { do: action },
    }) as const;
  const now =
    answer === "yes"
      ? GROUP_WORDS.consentYes
      : answer === "no"
        ? GROUP_WORDS.consentNo
        : GROUP_WORDS.consentAsked;
  return {
    language,
    title,
    tone: answer === "yes" ? "green" : "blue",
    summary: title,
    blocks: [
      { kind: "text", lines: [say(GROUP_WORDS.consentQuestion)] },
      ...(answer === null
        ? []
        : [
            {
              kind: "fields" as const,
              fields: [{ label: say(GROUP_WORDS.consentNow), value: say(now) }],
            },
          ]),
      {
        kind: "text",
        size: "small",
        lines: [say(GROUP_WORDS.consentWithout), say(GROUP_WORDS.consentChange)],
      },
      {
        kind: "buttons",
        buttons: [
          button("yes", say(GROUP_WORDS.consentAgree), "consent.yes"),
          button("no", say(GROUP_WORDS.consentDecline), "consent.no"),
        ],
      },
    ],
  };
}
