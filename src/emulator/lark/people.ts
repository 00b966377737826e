import { AppError } from "#domain/error";
import type { Ids } from "./ids.ts";

export type Person = {
  openId: string;
  unionId: string;
  userId: string;
  name: string;
  /** What they do, as a page shows it beside the name: 客服主管. */
  title?: string;
  email?: string;
  mobile?: string;
  departmentId: string;
  /** In the app's availability range; otherwise 230013. */
  available: boolean;
  /** Left the company; 230029. */
  resigned: boolean;
  /** Blocked the bot; 230035. */
  blocked: boolean;
  /** The open_id belongs to another app; 99992361. */
  otherApp: boolean;
};

export type NewPerson = Pick<Person, "name"> & { [Key in keyof Person]?: Person[Key] | undefined };
export type PersonChange = { [Key in keyof Omit<Person, "openId">]?: Person[Key] | undefined };
export type PersonIdKind = "open_id" | "union_id" | "user_id" | "email";
export type Department = { departmentId: string; name: string; parentId: string };

export type SavedPeople = { people: Person[]; departments: Department[] };

export type People = {
  add(person: NewPerson): Person;
  change(reference: string, change: PersonChange): Person;
  /** By open_id, user_id, e-mail or unique name. Throws `unknown-person`. */
  get(reference: string): Person;
  lookUp(kind: PersonIdKind | "mobile", value: string): Person | undefined;
  list(): readonly Person[];
  addDepartment(department: {
    name: string;
    departmentId?: string | undefined;
    parentId?: string | undefined;
  }): Department;
  departments(): readonly Department[];
  save(): SavedPeople;
  clear(): void;
};

export const ROOT_DEPARTMENT = "0";

export function createPeople(
  ids: Ids,
  onChange: () => void,
  saved: SavedPeople = { people: [], departments: [] },
): People {
  const people = new Map(saved.people.map((person) => [person.openId, { ...person }]));
  let departments = [...saved.departments];
  const list = (): Person[] => [...people.values()];
  const lookUp = (kind: PersonIdKind | "mobile", value: string): Person | undefined =>
    kind === "open_id" ? people.get(value) : list().find((person) => idOf(person, kind) === value);

  function get(reference: string): Person {
    const known = people.get(reference) ?? lookUp("user_id", reference) ?? lookUp("email", reference);
    if (known) return known;
    const named = list().filter((person) => person.name === reference);
    if (named.length === 1 && named[0]) return named[0];
    throw new AppError("unknown-person", `the emulator knows ${named.length} people called ${reference}`);
  }
  return {
    list,
    lookUp,
    get,
    add(input) {
      const openId = input.openId ?? ids.next("ou_");
      if (people.has(openId)) throw new AppError("already-done", `open_id ${openId} is taken`);
      const fresh: Person = {
        openId,
        unionId: ids.next("on_"),
        userId: ids.next("u"),
        name: input.name,
        departmentId: ROOT_DEPARTMENT,
        available: true,
        resigned: false,
        blocked: false,
        otherApp: false,
      };
      people.set(openId, Object.assign(fresh, given(input)));
      onChange();
      return fresh;
    },
    change(reference, change) {
      const person = Object.assign(get(reference), given(change));
      onChange();
      return person;
    },
    addDepartment(input) {
      const department = {
        departmentId: input.departmentId ?? ids.next("od-"),
        name: input.name,
        parentId: input.parentId ?? ROOT_DEPARTMENT,
      };
      departments.push(department);
      return department;
    },
    departments: () => departments,
    save: () => ({ people: list(), departments }),
    clear() {
      people.clear();
      departments = [];
    },
  };
}

export function idOf(person: Person, kind: PersonIdKind | "mobile"): string | undefined {
  if (kind === "open_id") return person.openId;
  if (kind === "union_id") return person.unionId;
  if (kind === "user_id") return person.userId;
  return kind === "email" ? person.email : person.mobile;
}

function given(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
