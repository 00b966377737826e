/** The two words of a pino logger that the queue speaks. */
export type QueueLog = {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
};
