import { AppError } from "#domain/error";

/**
 * What a person can mend when a port cannot be had, as AppError `unavailable`; null for anything else. `command`: how
 * they start it, when that is known.
 */
export function listenProblem(error: unknown, port: number, command = ""): AppError | null {
  const words = wordsFor((error as NodeJS.ErrnoException).code, port, command);
  return words === null ? null : new AppError("unavailable", words);
}

function wordsFor(code: string | undefined, port: number, command: string): string | null {
  const withPort = (other: number): string => `PORT=${other}${command === "" ? "" : ` ${command}`}`;
  if (code === "EADDRINUSE") {
    const other = port < 65_535 ? port + 1 : 3000;
    return `Port ${port} is taken by another program: stop it, or choose another port with ${withPort(other)}.`;
  }
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user: choose one above 1024, such as ${withPort(3000)}.`;
  return null;
}
