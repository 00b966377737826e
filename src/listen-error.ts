import { AppError } from "#domain/error";

/** What a person can mend when a port cannot be had, as AppError `unavailable`; null for anything else. */
export function listenProblem(error: unknown, port: number): AppError | null {
  const words = wordsFor((error as NodeJS.ErrnoException).code, port);
  return words === null ? null : new AppError("unavailable", words);
}

function wordsFor(code: string | undefined, port: number): string | null {
  if (code === "EADDRINUSE") {
    const other = port < 65_535 ? port + 1 : 3000;
    return `Port ${port} is taken by another program: stop it, or choose another port with PORT=${other}.`;
  }
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user: choose one above 1024, such as PORT=3000.`;
  return null;
}
