/** A sentence for what a person can mend when a port cannot be had; null for anything else. */
export function listenProblem(error: unknown, port: number): string | null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Stop it, or choose another one: PORT=${port + 1}`;
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user. Choose one above 1024: PORT=3000`;
  return null;
}
