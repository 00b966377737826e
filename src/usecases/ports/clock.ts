/** The only source of the present moment. Ages, leases, windows and schedules all ask it. */
export type Clock = {
  now(): Date;
  /** Calls the listener whenever the clock was moved by hand; returns the way to stop listening. */
  onMove(listener: () => void): () => void;
};
