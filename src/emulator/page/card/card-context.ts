import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ColorScheme } from "./card-colors.ts";
import type { FieldValues } from "./card-fields.ts";
import type { JsonObject } from "./card-json.ts";
import type { CardProps, FieldInput } from "./card-props.ts";
import type { Word } from "./card-words.ts";

/** What all parts of one shown version share. */
export type CardState = {
  readonly props: CardProps;
  readonly scheme: ColorScheme;
  /** `config.style.text_size` */
  readonly sizes: JsonObject;
  readonly isPhone: boolean;
  readonly values: FieldValues;
  /** The place of the component whose press is on its way. */
  readonly waiting: string | undefined;
  /** An id for the component at this place, unique in the page. */
  idOf(place: string): string;
  word(word: Word): string;
  wordsOf(text: unknown): string;
  nameOf(openId: string): string;
  setValue(key: string, value: FieldInput | undefined): void;
  forget(keys: readonly string[]): void;
  /** Asks if the component wants a confirmation, then works; does nothing while another press is on its way. */
  act(place: string, component: JsonObject, work: () => Promise<void>): Promise<void>;
};

/** The form around a component. */
export type FormState = {
  readonly form: JsonObject;
  readonly missing: ReadonlySet<string>;
  submit(place: string, button: JsonObject): void;
  reset(): void;
};

export const CardContext = createContext<CardState | undefined>(undefined);
export const FormContext = createContext<FormState | undefined>(undefined);

/** The id of the text before a field, which is what a person reads as its label. */
export const LabelContext = createContext<string | undefined>(undefined);

export function useCard(): CardState {
  const card = useContext(CardContext);
  if (!card) throw new Error("A part of a card is drawn outside of a card.");
  return card;
}

export function useForm(): FormState | undefined {
  return useContext(FormContext);
}
