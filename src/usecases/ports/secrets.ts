import type { Turn } from "#domain/contact";

/** Customer text and references at rest, and signed links. Keys come from SECRET_KEY by HKDF. */
export type Secrets = {
  readonly keyVersion: number;
  openTurns(sealed: Uint8Array, keyVersion: number): readonly Turn[];
  /** AES-256-GCM; nonce and tag stand in the result. Turns are sealed as their JSON. */
  sealText(text: string): Uint8Array;
  openText(sealed: Uint8Array, keyVersion: number): string;
  /** Keyed hash of a customer reference: equal references stay equal, none can be read back. */
  customerHash(reference: string): Uint8Array;
  /** Lower-case hex SHA-256 of the UTF-8 text. */
  sha256(text: string): string;
  /** 32 random bytes as lower-case hex. */
  randomSeed(): string;
  newId(): string;
};
