import { AppError } from "#domain/error";

export const unreachableWords = (address: string): string =>
  `PostgreSQL cannot be reached at ${address}: start it, or correct DATABASE_URL.`;
export const refusalWords = (reason: string): string =>
  `PostgreSQL refuses (${reason}): correct DATABASE_URL.`;

type DriverError = Error & {
  readonly code?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
  /** A name with several addresses fails once for each. */
  readonly errors?: readonly DriverError[];
};

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** SQLSTATE classes 28 (who may connect) and 3D (which database). */
const REFUSED = /^(?:28|3D)\w{3}$/;

/** How Prisma's adapter puts what the driver said. */
type AdapterError = {
  readonly cause?: {
    readonly kind?: string;
    readonly host?: string;
    readonly port?: number;
    readonly originalCode?: string;
    readonly originalMessage?: string;
  };
};

/** The driver's error in words that say what to do when PostgreSQL cannot be had; any other error as it is. */
export function connectionProblem(error: unknown): unknown {
  const {
    kind,
    host,
    port: portAsked,
    originalCode = "",
    originalMessage = "",
  } = (error as AdapterError).cause ?? {};
  if (kind === "DatabaseNotReachable") return unreachable(host, portAsked);
  if (REFUSED.test(originalCode)) return new AppError("unavailable", refusalWords(originalMessage));
  const driverError = error as DriverError;
  const { code = "", message, address, hostname, port } = driverError.errors?.[0] ?? driverError;
  if (UNREACHABLE.has(code)) return unreachable(address ?? hostname, port);
  return REFUSED.test(code) ? new AppError("unavailable", refusalWords(message)) : error;
}

function unreachable(host: string | undefined, port: number | undefined): AppError {
  const place = [host, port].filter((part) => part !== undefined).join(":");
  return new AppError("unavailable", unreachableWords(place));
}
