import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { CardState } from "./card-context.ts";
import type { FieldValues } from "./card-fields.ts";
import { isObject, objectOf, wordsOf, type JsonObject } from "./card-json.ts";
import type { CardProps } from "./card-props.ts";
import { wordFor } from "./card-words.ts";

/** A confirmation that is being asked; `answer` may be called once. */
export type Question = { readonly title: string; readonly text: string; answer(isYes: boolean): void };

const PHONE = "(max-width: 640px)";

export function useCardState(props: CardProps): { state: CardState; question: Question | undefined } {
  const [values, setValues] = useState<FieldValues>({});
  const [question, setQuestion] = useState<Question>();
  const id = useId();
  const { waiting, act } = useOnePress(props, setQuestion);
  const style = objectOf(objectOf(objectOf(props.card)["config"])["style"]);
  const state: CardState = {
    props,
    scheme: { theme: props.theme, named: objectOf(style["color"]) },
    sizes: objectOf(style["text_size"]),
    isPhone: useIsPhone(),
    values,
    waiting,
    idOf: (place) => `${id}-${place}`,
    word: (word) => wordFor(word, props.locale),
    wordsOf: (text) => wordsOf(text, props.locale),
    nameOf: (openId) =>
      props.people.find((person) => person.openId === openId)?.name ?? wordFor("unknownPerson", props.locale),
    setValue: (key, value) =>
      setValues((before) => (value === undefined ? without(before, [key]) : { ...before, [key]: value })),
    forget: (keys) => setValues((before) => without(before, keys)),
    act,
  };
  return { state, question };
}

/** One press at a time, and none while a question stands open. */
function useOnePress(props: CardProps, setQuestion: (question: Question | undefined) => void) {
  const [waiting, setWaiting] = useState<string>();
  const isBusy = useRef(false);
  const ask = (confirm: JsonObject) =>
    new Promise<boolean>((resolve) => {
      setQuestion({
        title: wordsOf(confirm["title"], props.locale),
        text: wordsOf(confirm["text"], props.locale),
        answer: (isYes) => {
          setQuestion(undefined);
          resolve(isYes);
        },
      });
    });
  const act: CardState["act"] = async (place, component, work) => {
    if (isBusy.current || props.isFrozen) return;
    isBusy.current = true;
    try {
      if (isObject(component["confirm"]) && !(await ask(component["confirm"]))) return;
      setWaiting(place);
      await work();
    } finally {
      isBusy.current = false;
      setWaiting(undefined);
    }
  };
  return { waiting, act };
}

function useIsPhone(): boolean {
  const [isPhone, setIsPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const follow = () => setIsPhone(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isPhone;
}

function without(values: FieldValues, keys: readonly string[]): FieldValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}
