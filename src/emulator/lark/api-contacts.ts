import type { JsonObject } from "./card-schema.ts";
import { pageOf } from "./paging.ts";
import { idOf, ROOT_DEPARTMENT, type Department, type Person, type PersonIdKind } from "./people.ts";
import { Refusal } from "./refusal.ts";
import { personIds } from "./receivers.ts";
import type { Api } from "./wire.ts";
import type { World } from "./world.ts";

const MOST_LOOKUPS = 50;
const READ = ["contact:contact.base:readonly", "contact:department.organize:readonly"];

/** Unknown addresses come back without `user_id`. */
const batchGetId: Api = {
  method: "POST",
  path: "contact/v3/users/batch_get_id",
  scopes: ["contact:user.id:readonly"],
  answer(world, { query, body }) {
    const kind = idKind(query["user_id_type"]);
    const withResigned = body["include_resigned"] === true;
    const find = (by: "email" | "mobile", value: string): JsonObject => {
      const person = world.people.lookUp(by, value);
      if (!person || (person.resigned && !withResigned)) return { [by]: value };
      return { user_id: idOf(person, kind), [by]: value, status: statusOf(person) };
    };
    const emails = lookups(body["emails"]).map((email) => find("email", email));
    const mobiles = lookups(body["mobiles"]).map((mobile) => find("mobile", mobile));
    return { data: { user_list: [...emails, ...mobiles] } };
  },
};

const findByDepartment: Api = {
  method: "GET",
  path: "contact/v3/users/find_by_department",
  scopes: READ,
  answer(world, { query }) {
    const department = departmentOf(world, query["department_id"]);
    const members = world.people
      .list()
      .filter((person) => person.departmentId === department && !person.resigned);
    const page = pageOf(members, query, { usual: 10, most: 50 });
    return { data: { ...page, items: page.items.map((person) => wirePerson(world, person)) } };
  },
};

const children: Api = {
  method: "GET",
  path: "contact/v3/departments/:department_id/children",
  scopes: READ,
  answer(world, { params, query }) {
    const parent = departmentOf(world, params["department_id"]);
    const below = childrenOf(world.people.departments(), parent, query["fetch_child"] === "true");
    const page = pageOf(below, query, { usual: 10, most: 50 });
    const items = page.items.map((each) => ({
      name: each.name,
      open_department_id: each.departmentId,
      department_id: each.departmentId,
      parent_department_id: each.parentId,
      member_count: world.people.list().filter((person) => person.departmentId === each.departmentId).length,
    }));
    return { data: { ...page, items } };
  },
};

const getUser: Api = {
  method: "GET",
  path: "contact/v3/users/:user_id",
  scopes: [...READ, "contact:user.base:readonly"],
  answer(world, { params, query }) {
    const person = world.people.lookUp(idKind(query["user_id_type"]), params["user_id"] ?? "");
    if (!person) throw new Refusal(41050, "no user authority error");
    return { data: { user: wirePerson(world, person) } };
  },
};

export const CONTACT_APIS: readonly Api[] = [batchGetId, findByDepartment, children, getUser];

function idKind(kind = "open_id"): PersonIdKind {
  if (kind === "open_id" || kind === "user_id" || kind === "union_id") return kind;
  throw invalid(`user_id_type ${kind}`);
}

function lookups(values: unknown): string[] {
  if (values === undefined) return [];
  if (!Array.isArray(values)) throw invalid("emails and mobiles are arrays");
  if (values.length > MOST_LOOKUPS) throw invalid(`at most ${MOST_LOOKUPS} at once, given ${values.length}`);
  return values.map(String);
}

function invalid(detail: string): Refusal {
  return new Refusal(99992402, `field validation failed: ${detail}`, { violation: "bad-parameter" });
}

function departmentOf(world: World, id: string | undefined): string {
  const isKnown =
    id === ROOT_DEPARTMENT || world.people.departments().some((each) => each.departmentId === id);
  if (id === undefined || !isKnown) throw new Refusal(40004, "no dept authority error");
  return id;
}

function childrenOf(all: readonly Department[], parent: string, isDeep: boolean): Department[] {
  const direct = all.filter((each) => each.parentId === parent);
  return isDeep ? direct.flatMap((each) => [each, ...childrenOf(all, each.departmentId, true)]) : direct;
}

function statusOf(person: Person): JsonObject {
  const isActive = !person.resigned;
  return {
    is_frozen: false,
    is_resigned: person.resigned,
    is_activated: isActive,
    is_exited: false,
    is_unjoin: false,
  };
}

function wirePerson(world: World, person: Person): JsonObject {
  return {
    ...personIds(world, person),
    name: person.name,
    ...(person.email === undefined ? {} : { email: person.email }),
    ...(person.mobile === undefined ? {} : { mobile: person.mobile }),
    department_ids: [person.departmentId],
    status: statusOf(person),
  };
}
