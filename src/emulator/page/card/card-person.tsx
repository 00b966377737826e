import "./card-person.css";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { css, readableShade, shadeOf, type Hue } from "./card-palette.ts";
import { Icon } from "./card-icon.tsx";
import { filledOf, isObject, numberOf, objectsOf, stringOf } from "./card-json.ts";

const SIZES: Readonly<Record<string, number>> = { extra_small: 20, small: 24, medium: 32, large: 48 };
const AVATAR_HUES = [
  "blue",
  "turquoise",
  "green",
  "orange",
  "violet",
  "purple",
  "indigo",
  "carmine",
] as const satisfies Hue[];

/** A disc with the first sign of the name: the emulated people have no photographs. */
export function Avatar({
  openId,
  name,
  size,
}: {
  readonly openId: string;
  readonly name: string;
  readonly size: number;
}) {
  const { theme } = useCard().scheme;
  const sum = [...openId].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  const hue = AVATAR_HUES[sum % AVATAR_HUES.length] ?? "blue";
  const ground = shadeOf(hue, 200, theme);
  const style = {
    width: `${size}px`,
    height: `${size}px`,
    fontSize: `${Math.round(size * 0.48)}px`,
    background: css(ground),
    color: css(readableShade(hue, ground, theme)),
  };
  return (
    <span class="card-avatar" style={style} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

type PersonNameProps = {
  readonly openId: string;
  readonly hasName: boolean;
  readonly hasAvatar: boolean;
  readonly size?: number;
  readonly isCapsule?: boolean;
  readonly isInline?: boolean;
};

export function PersonName({
  openId,
  hasName,
  hasAvatar,
  size = 20,
  isCapsule = false,
  isInline = false,
}: PersonNameProps) {
  const name = useCard().nameOf(openId);
  return (
    <span
      class={`card-person ${isCapsule ? "card-person-capsule" : ""} ${isInline ? "card-person-inline" : ""}`}
      title={name}
    >
      {hasAvatar && <Avatar openId={openId} name={name} size={isInline ? 16 : size} />}
      {hasName ? <span>{name}</span> : <span class="card-unseen">{name}</span>}
    </span>
  );
}

export function Person({ element }: PartProps) {
  return (
    <PersonName
      openId={stringOf(element["user_id"]) ?? ""}
      hasName={element["show_name"] === true}
      hasAvatar={element["show_avatar"] !== false}
      size={SIZES[stringOf(element["size"]) ?? "medium"] ?? 32}
      isCapsule={element["style"] === "capsule"}
    />
  );
}

export function PersonList({ element }: PartProps) {
  const { props } = useCard();
  const known = new Set(props.people.map((person) => person.openId));
  const given = objectsOf(element["persons"]).flatMap((person) => filledOf(person["id"]) ?? []);
  const ids = element["drop_invalid_user_id"] === true ? given.filter((id) => known.has(id)) : given;
  const size = SIZES[stringOf(element["size"]) ?? "medium"] ?? 32;
  const lines = numberOf(element["lines"]);
  const height = lines === undefined ? undefined : `${lines * (size + 6)}px`;
  return (
    <div class="card-with-icon">
      {isObject(element["icon"]) && <Icon icon={element["icon"]} />}
      <div class="card-person-list" style={{ maxHeight: height }}>
        {ids.map((id) => (
          <PersonName
            key={id}
            openId={id}
            hasName={element["show_name"] !== false}
            hasAvatar={element["show_avatar"] !== false}
            size={size}
          />
        ))}
      </div>
    </div>
  );
}
