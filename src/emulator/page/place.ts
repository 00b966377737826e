import { useEffect, useState } from "preact/hooks";

/** Who one is and which chat is open, as the address says it: `#ou_…/oc_…`, `bot` for the chat with the bot. */
export type Place = { readonly person: string | null; readonly chat: string | null };

export const BOT_CHAT = "bot";

export function readPlace(hash: string): Place {
  const [person = "", chat = ""] = hash.replace(/^#/, "").split("/").map(decodeURIComponent);
  return { person: person || null, chat: chat || null };
}

/** The browser's way back leads through chats and people. */
export function usePlace(): readonly [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(readPlace(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = ({ person, chat }: Place): void => {
    const parts = [person, chat].filter((part) => part !== null).map(encodeURIComponent);
    location.hash = parts.join("/");
  };
  return [place, go];
}
