import { Icon } from "./icons.tsx";

const COLOURS = 8;

/** A picture made of a name: the last characters of a Chinese one, the initials of others, on a colour of its own. */
export function Avatar({ name, id, kind = "person" }: { name: string; id: string; kind?: AvatarKind }) {
  return (
    <span class={`avatar avatar-${kind}`} data-colour={colourOf(id)} aria-hidden="true">
      {kind === "group" ? <Icon name="people" size={20} /> : kind === "bot" ? "星" : shortName(name)}
    </span>
  );
}

export type AvatarKind = "person" | "group" | "bot";

function shortName(name: string): string {
  if (/[一-鿿]/.test(name)) return [...name].slice(-2).join("");
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? "");
  return (initials.length > 1 ? [initials[0], initials.at(-1)].join("") : name.slice(0, 2)).toUpperCase();
}

function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
}
