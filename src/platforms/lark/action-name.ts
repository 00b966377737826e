import type { Action } from "#cards/card";

/**
 * A press on a form's button may arrive with the button's name and without its value, so the name says the whole
 * action too: `score_submit__task_s1f0c__revision_n2`. Only letters, digits, `_` and `-` are safe in a name.
 */
export function actionToName(action: Action): string | null {
  const { do: verb, ...fields } = action;
  if (!/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/.test(verb)) {
    return null;
  }
  const parts = [verb.replaceAll(".", "_")];
  for (const [key, value] of Object.entries(fields)) {
    const text = String(value);
    if (!/^[A-Za-z]+$/.test(key) || !/^[A-Za-z0-9-]+$/.test(text)) {
      return null;
    }
    parts.push(`${key}_${typeof value === "number" ? "n" : "s"}${text}`);
  }
  return parts.join("__");
}

/** The action that a name stands for; null when the name was not made by `actionToName`. */
export function nameToAction(name: string): Action | null {
  const [verb, ...fields] = name.split("__");
  if (verb === undefined || !/^[a-z][a-z_-]*$/.test(verb)) {
    return null;
  }
  const action: Record<string, string | number> = {};
  for (const field of fields) {
    const match = /^([A-Za-z]+)_([sn])([A-Za-z0-9-]+)$/.exec(field);
    if (match === null) {
      return null;
    }
    const [, key = "", kind, text = ""] = match;
    action[key] = kind === "n" ? Number(text) : text;
  }
  return { ...action, do: verb.replaceAll("_", ".") };
}
