import type { Card } from "#cards/card";
import { doneToast } from "#cards/toasts";
import { readNumberField } from "#domain/idea-text";
import { adoptIdea } from "#usecases/recognition/adopt-idea";
import { askAuthor } from "#usecases/recognition/ask-author";
import { categoriseIdea } from "#usecases/recognition/categorise-idea";
import { declineIdea } from "#usecases/recognition/decline-idea";
import { implementIdea } from "#usecases/recognition/implement-idea";
import { judgeEffect } from "#usecases/recognition/judge-effect";
import { mergeIdea } from "#usecases/recognition/merge-idea";
import { openIdea } from "#usecases/recognition/open-idea";
import { submitIdea } from "#usecases/recognition/submit-idea";
import { supplementIdea } from "#usecases/recognition/supplement-idea";
import { supportIdea } from "#usecases/recognition/support-idea";
import { unmergeIdea } from "#usecases/recognition/unmerge-idea";
import type { Answer, BotDeps } from "./bot.ts";
import { orInstead } from "./or-instead.ts";
import {
  filledIn,
  idIn,
  type Press,
  type PressHandler,
  type PressTable,
  revisionIn,
  wordIn,
} from "./press.ts";

type Work = (deps: BotDeps, press: Press) => Promise<Card>;

export const IDEA_ACTIONS: PressTable = {
  "idea.submit": { verb: "submit-idea", run: submit },
  "idea.open": {
    verb: "handle-idea",
    run: async (deps, { event, person }) => ({
      card: await openIdea(deps, { reader: person, of: { ideaId: idIn(event, "idea") } }),
    }),
  },
  "idea.step": {
    verb: "handle-idea",
    run: async (deps, { event, person }) => {
      const of = { ideaId: idIn(event, "idea") };
      return {
        card: await openIdea(deps, { reader: person, of, step: wordIn(event, "step") }),
        isForm: true,
      };
    },
  },
  "idea.categorise": step((deps, { event, person }) =>
    categoriseIdea(deps, { ideaId: idIn(event, "idea"), by: person, category: wordIn(event, "category") }),
  ),
  "idea.support": {
    verb: "handle-idea",
    run: orAsItStands(async (deps, { event, person }) => ({
      card: await supportIdea(deps, { ideaId: idIn(event, "idea"), by: person }),
      toast: doneToast("idea-supported", person.language),
    })),
  },
  "idea.support-instead": step((deps, press) =>
    mergeIdea(deps, { ...pressed(press), into: readNumberField(wordIn(press.event, "into")) }),
  ),
  "idea.merge": step((deps, press) =>
    mergeIdea(deps, { ...pressed(press), into: readNumberField(filledIn(press.event, "into")) }),
  ),
  "idea.unmerge": step((deps, press) => unmergeIdea(deps, pressed(press))),
  "idea.adopt": step((deps, press) =>
    adoptIdea(deps, {
      ...pressed(press),
      metric: filledIn(press.event, "metric"),
      scope: filledIn(press.event, "scope"),
    }),
  ),
  "idea.decline": step((deps, press) =>
    declineIdea(deps, { ...pressed(press), reason: filledIn(press.event, "note") }),
  ),
  "idea.ask": step((deps, press) =>
    askAuthor(deps, { ...pressed(press), question: filledIn(press.event, "note") }),
  ),
  "idea.supplement": step((deps, press) => {
    const { ideaId, by, revision } = pressed(press);
    return supplementIdea(deps, { of: { ideaId }, by, revision, text: filledIn(press.event, "note") });
  }),
  "idea.start": step((deps, press) =>
    implementIdea(deps, { ...pressed(press), move: "start", day: filledIn(press.event, "day") }),
  ),
  "idea.finish": step((deps, press) =>
    implementIdea(deps, { ...pressed(press), move: "finish", day: filledIn(press.event, "day") }),
  ),
  "idea.judge": step((deps, press) =>
    judgeEffect(deps, {
      ...pressed(press),
      verdict: filledIn(press.event, "verdict"),
      note: filledIn(press.event, "note"),
    }),
  ),
};

const pressed = ({ event, person }: Press) => ({
  ideaId: idIn(event, "idea"),
  revision: revisionIn(event),
  by: person,
});

async function submit(deps: BotDeps, { event, person }: Press): Promise<Answer> {
  const { card } = await submitIdea(deps, {
    author: person,
    text: filledIn(event, "text"),
    category: filledIn(event, "category"),
    links: filledIn(event, "links"),
  });
  return { card, toast: doneToast("idea-sent", person.language) };
}

/** A step that moves the idea on, and shows it as it stands then. */
function step(work: Work): PressHandler {
  return {
    verb: "handle-idea",
    run: orAsItStands(async (deps, press) => ({
      card: await work(deps, press),
      toast: doneToast("stored", press.person.language),
    })),
  };
}

function orAsItStands(run: PressHandler["run"]): PressHandler["run"] {
  return orInstead(run, (deps, { event, person }) =>
    openIdea(deps, { reader: person, of: { ideaId: idIn(event, "idea") } }),
  );
}
