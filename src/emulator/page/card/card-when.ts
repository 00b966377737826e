/** The three components that take a date, a time, or both. */
export type WhenTag = "date_picker" | "picker_time" | "picker_datetime";

type WhenParts = { readonly date: string | undefined; readonly hour: string; readonly minute: string };

const CLOCK = /(\d{2}):(\d{2})$/;
const USUAL_TIME = { hour: "09", minute: "00" };

export function partsOfWhen(tag: WhenTag, value: string | undefined): WhenParts {
  const [, hour, minute] = CLOCK.exec(value ?? "") ?? [];
  const date = tag === "picker_time" ? undefined : value?.slice(0, 10);
  return { date, hour: hour ?? USUAL_TIME.hour, minute: minute ?? USUAL_TIME.minute };
}

/** `2026-11-03`, `09:10` or `2026-11-03 09:10`; the client adds the time zone when it sends it. */
export function joinedWhen(tag: WhenTag, { date, hour, minute }: WhenParts): string {
  if (tag === "date_picker") return date ?? "";
  return tag === "picker_time" ? `${hour}:${minute}` : `${date ?? ""} ${hour}:${minute}`;
}
