/** What a person put into a field: text, a choice, several choices, or a tick. */
export type FieldInput = string | string[] | boolean;

/** What a drawn card tells its surroundings about a press on something that stands outside a form. */
export type PressTarget = {
  readonly name?: string;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly text?: string;
  readonly input?: FieldInput;
};

export type PersonOfCard = { readonly openId: string; readonly name: string };

/** A card of JSON 2.0 and all that is needed to draw it as the client would. */
export type CardProps = {
  /** The card as it came over the wire. */
  readonly card: unknown;
  /** Changes with each version of the card: fields begin anew with it. */
  readonly version: string | number;
  readonly locale: "zh_cn" | "en_us";
  readonly theme: "light" | "dark";
  /** Everybody in the tenant, for mentions and person cells. */
  readonly people: readonly PersonOfCard[];
  /** open_ids of the chat's members: what a person picker without a list of its own offers. */
  readonly members: readonly string[];
  /** Too old or taken back: nothing can be pressed. */
  readonly isFrozen: boolean;
  imageUrl(imageKey: string): string;
  /** Settles when the platform has answered; until then the pressed component shows that it waits. */
  onPress(target: PressTarget): Promise<void>;
  /** Called only when every required field is filled. */
  onSubmit(button: string, fields: Readonly<Record<string, FieldInput>>): Promise<void>;
};
