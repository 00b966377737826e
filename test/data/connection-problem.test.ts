import { describe, expect, it } from "vitest";
import { connectionProblem } from "#data/connection-problem";

const driverError = (message: string, facts: object): Error => Object.assign(new Error(message), facts);
const refused = driverError("connect ECONNREFUSED", { code: "ECONNREFUSED", address: "::1", port: 5432 });

describe("an error of the driver when PostgreSQL cannot be had", () => {
  it.each([
    [refused, "PostgreSQL cannot be reached at ::1:5432: start it"],
    [new AggregateError([refused]), "PostgreSQL cannot be reached at ::1:5432: start it"],
    [
      driverError("getaddrinfo ENOTFOUND db", { code: "ENOTFOUND", hostname: "db" }),
      "PostgreSQL cannot be reached at db: start it",
    ],
    [
      driverError('password authentication failed for user "x"', { code: "28P01" }),
      'PostgreSQL refuses (password authentication failed for user "x"): correct DATABASE_URL',
    ],
    [
      driverError("DatabaseNotReachable", {
        cause: { kind: "DatabaseNotReachable", host: "db", port: 5432 },
      }),
      "PostgreSQL cannot be reached at db:5432: start it",
    ],
    [
      driverError("DatabaseDoesNotExist", {
        cause: {
          kind: "DatabaseDoesNotExist",
          originalCode: "3D000",
          originalMessage: 'database "x" does not exist',
        },
      }),
      'PostgreSQL refuses (database "x" does not exist): correct DATABASE_URL',
    ],
  ])("says what to do: %s", (error, words) => {
    expect(connectionProblem(error)).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining(words) as string,
    });
  });

  it("stays what it is when it is about something else", () => {
    const error = driverError("relation does not exist", { code: "42P01" });

    expect(connectionProblem(error)).toBe(error);
  });
});
