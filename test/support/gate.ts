/** Something that waits until the test lets it go on. */
export type Gate = { readonly opened: Promise<void>; open(): void };

export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
