const PATHS = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.5 4.5",
  back: "M14.5 5 8 12l6.5 7",
  close: "M6 6l12 12M18 6 6 18",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
  bolt: "M13 3 5.5 13.5H11L10 21l8-11h-5.5L13 3Z",
  panel: "M4 5.5h16v13H4zM14.5 5.5v13",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M18.4 5.6l-1.3 1.3M6.9 17.1l-1.3 1.3",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  send: "M4 11.5 20 4l-5.5 16-3-6.5L4 11.5Zm7.5 2L20 4",
  reply: "M9.5 6 4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6V19",
  at: "M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a8.5 8.5 0 1 0-3.4 6.8",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2 .8 3.5 2.9 3.5 5.5",
  chevron: "m9 6 6 6-6 6",
  down: "m6 9.5 6 6 6-6",
  in: "M12 4v13m-5-5 5 5 5-5M5 20.5h14",
  out: "M12 17V4M7 9l5-5 5 5M5 20.5h14",
  compass: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm3.5 5-2 5-5 2 2-5 5-2Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  info: "M12 8h.01M12 11.5V16",
  alert: "M12 7.5v5.5M12 16h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
