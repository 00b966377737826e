import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

const NEAR_PX = 48;

export type ScrollEnd = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  toEnd(): void;
  onScroll(): void;
  /** Call before older entries are put above: what is seen stays where it is. */
  holdPlace(): void;
};

/** Keeps a list at its end while it grows, unless somebody has scrolled up. `key` is what the list shows. */
export function useScrollEnd(key: string): ScrollEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const heldFromEnd = useRef<number | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback((): void => {
    sticks.current = true;
    setAtEnd(true);
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useLayoutEffect(toEnd, [key, toEnd]);

  useEffect(() => {
    const inner = content.current;
    if (!inner) return undefined;
    // Cards grow after they were put there: pictures and charts come later.
    const observer = new ResizeObserver(() => {
      const box = scroller.current;
      if (!box) return;
      if (heldFromEnd.current !== null) {
        box.scrollTop = box.scrollHeight - heldFromEnd.current;
        heldFromEnd.current = null;
      } else if (sticks.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(inner);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [key]);

  const onScroll = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    sticks.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    setAtEnd(sticks.current);
  }, []);

  const holdPlace = useCallback((): void => {
    const box = scroller.current;
    if (box) heldFromEnd.current = box.scrollHeight - box.scrollTop;
  }, []);

  return { scroller, content, isAtEnd, toEnd, onScroll, holdPlace };
}
