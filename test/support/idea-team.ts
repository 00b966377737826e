import type { Person } from "#domain/person";
import type { IdeaDeps } from "#usecases/recognition/deps";
import { submitIdea } from "#usecases/recognition/submit-idea";
import { aPerson } from "./builders.ts";
import { qualityDeps } from "./quality-deps.ts";
import type { TestStore } from "./stores.ts";

export type IdeaTeam = Readonly<
  Record<"author" | "colleague" | "english" | "reviewer" | "other" | "manager" | "hr", Person>
>;

const PEOPLE = {
  author: { employeeNo: "1001", name: "李雷", managerNo: "3001" },
  colleague: { employeeNo: "1002", name: "小红" },
  english: { employeeNo: "1003", name: "Ann", language: "en" },
  reviewer: { employeeNo: "2001", name: "韩梅梅", roles: ["supervisor"], managerNo: "3001" },
  other: { employeeNo: "2002", name: "林涛", roles: ["supervisor"], managerNo: "3001" },
  manager: { employeeNo: "3001", name: "王经理", roles: ["manager"] },
  hr: { employeeNo: "4001", name: "赵人事", roles: ["hr"] },
} as const;

/** A team in which everybody can be reached, and what the verbs of ideas need. Reviewers are the supervisors. */
export async function ideaTeam(
  opened: TestStore,
  now: Date,
): Promise<{ readonly deps: IdeaDeps & Awaited<ReturnType<typeof qualityDeps>>; readonly team: IdeaTeam }> {
  const deps = await qualityDeps(opened, now, (policy) => ({
    ...policy,
    ideas: { ...policy.ideas!, reviewers: ["supervisor"] },
  }));
  const saved = await opened.store.people.save(
    Object.values(PEOPLE).map((person) =>
      aPerson({ ...person, roles: "roles" in person ? [...person.roles] : ["agent"] }),
    ),
    now,
  );
  for (const person of saved)
    await opened.store.identities.bind(
      { platform: "lark", appId: "cli_test", userId: `ou_${person.employeeNo}` },
      person.id,
      now,
    );
  const team = Object.fromEntries(
    Object.entries(PEOPLE).map(([role, { employeeNo }]) => [
      role,
      saved.find((person) => person.employeeNo === employeeNo),
    ]),
  ) as IdeaTeam;
  return { deps, team };
}

let serial = 0;

/** An idea that resembles no other of the test; answers it with whoever reviews it. */
export async function anIdeaOf(deps: IdeaDeps, author: Person, text?: string) {
  serial += 1;
  const words = [...String(serial)].map((digit) => "甲乙丙丁戊己庚辛壬癸"[Number(digit)]).join("");
  const { idea } = await submitIdea(deps, { author, text: text ?? `${words}流程第${serial}步改成自动完成` });
  const reviewer = (await deps.store.people.get(idea.reviewerId!))!;
  return { idea, reviewer, press: { ideaId: idea.id, revision: idea.revision, by: reviewer } };
}
