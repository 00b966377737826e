import type { Secrets } from "#ports/secrets";
import type { Sql } from "./sql.ts";

const SEALED = `
  (SELECT encode(turns, 'base64') AS sealed, "keyVersion" FROM "Contact" WHERE turns IS NOT NULL
   ORDER BY id DESC LIMIT 1)
  UNION ALL
  (SELECT encode("sealedSeed", 'base64'), "keyVersion" FROM "SeedCommitment" ORDER BY "localDate" DESC LIMIT 1)`;

/** Whether the key opens the newest of what is stored sealed, which is read for nothing else. */
export async function keyProof(
  sql: Sql,
  secrets: Pick<Secrets, "openText">,
): Promise<"opens" | "foreign" | "nothing-sealed"> {
  const rows = await sql.query<{ sealed: string; keyVersion: number }>(SEALED);
  if (rows.length === 0) return "nothing-sealed";
  const opens = rows.every(({ sealed, keyVersion }) => {
    try {
      secrets.openText(Buffer.from(sealed, "base64"), keyVersion);
      return true;
    } catch {
      return false;
    }
  });
  return opens ? "opens" : "foreign";
}
