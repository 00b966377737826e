/**
 * Answers a function that resolves once everything that has come in at the same moment is there. Requests that wait
 * for it are then worked on step by step together. One after the other they cost nearly twice the time: reading HTTP,
 * reading an event and writing an answer drive each other out of the processor's caches.
 */
export function createArrivals(): () => Promise<void> {
  let current: Promise<void> | null = null;
  return () => {
    current ??= new Promise((resolve) => {
      // Node comes to this when it has read every socket that holds something; a lone request waits for nothing.
      setImmediate(() => {
        current = null;
        resolve();
      });
    });
    return current;
  };
}
