/** The only source of the present moment. Ages, leases, windows and schedules all ask it. */
export type Clock = {
  now(): Date;
  /** Calls the listener whenever the clock was moved by hand; returns the way to stop listening. */
  onMove(listener: () => void): () => void;
  /** Waits until this clock has gone on by so much, by itself or by hand; a signal ends the wait at once. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
};
