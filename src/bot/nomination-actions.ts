import { doneToast } from "#cards/toasts";
import { AppError } from "#domain/error";
import { readMonth } from "#domain/month";
import { findNominee } from "#usecases/awards/find-nominee";
import { nominate } from "#usecases/awards/nominate";
import { showNominationForm } from "#usecases/awards/show-nomination-form";
import type { Answer, BotDeps } from "./bot.ts";
import { filledIn, type Press, type PressTable } from "./press.ts";

export const NOMINATION_ACTIONS: PressTable = {
  "nomination.form": {
    verb: "nominate",
    run: async (deps, { person }) => ({ card: await showNominationForm(deps, { person }), isForm: true }),
  },
  "nomination.submit": { verb: "nominate", run: submit },
};

async function submit(deps: BotDeps, press: Press): Promise<Answer> {
  const { event, person } = press;
  const [award, reason, evidence, month] = ["award", "reason", "evidence", "month"].map((field) =>
    filledIn(event, field),
  );
  const found = await nomineeIn(deps, press, reason ?? "");
  if ("card" in found) return { card: found.card, isForm: true };
  const { card } = await nominate(deps, {
    from: person,
    nominee: found.nominee,
    award: award ?? null,
    reason: reason ?? "",
    evidence: evidence ?? "",
    ...(month && { month: readMonth(month) }),
  });
  return { card, toast: doneToast("nominated", person.language) };
}

/** The one who was chosen, or whoever is called as was typed. */
async function nomineeIn(deps: BotDeps, { event, person }: Press, reason: string) {
  const chosen = filledIn(event, "nominee");
  if (chosen === "") {
    const given = Object.fromEntries(
      ["award", "evidence", "month"].map((field) => [field, filledIn(event, field)]),
    );
    return findNominee(deps, {
      from: person,
      text: filledIn(event, "name"),
      mentions: [],
      given: { ...given, reason },
    });
  }
  const isId = /^[0-9a-f-]{36}$/i.test(chosen);
  const nominee = isId ? await deps.store.people.get(chosen) : null;
  if (nominee === null) throw new AppError("bad-input", "Choose a colleague.", { what: "nominee" });
  return { nominee };
}
