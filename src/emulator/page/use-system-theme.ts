import { useEffect, useState } from "preact/hooks";

const DARK = "(prefers-color-scheme: dark)";

/** What the computer is set to, also when that changes. */
export function useSystemTheme(): "light" | "dark" {
  const [isDark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = (): void => setDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isDark ? "dark" : "light";
}
