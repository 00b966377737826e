/** The part of autocannon 9 that the benches use; the package carries no types. */
declare module "autocannon" {
  export type CannonRequest = {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  export type CannonOptions = {
    readonly url: string;
    readonly connections: number;
    /** Requests in all; each connection makes its share of them and ends. */
    readonly amount: number;
    /** Milliseconds between two looks at whether all connections have ended. */
    readonly sampleInt: number;
    /** Seconds without an answer. */
    readonly timeout: number;
    readonly setupClient: (client: { setRequests(requests: readonly CannonRequest[]): void }) => void;
    readonly verifyBody: (body: string) => boolean;
  };
  export type CannonResult = {
    readonly errors: number;
    readonly mismatches: number;
    readonly non2xx: number;
  };
  export type CannonRun = {
    on(
      name: "response",
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  };
  export default function autocannon(
    options: CannonOptions,
    done: (error: Error | null, result: CannonResult) => void,
  ): CannonRun;
}
