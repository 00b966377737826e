import type { Policy } from "#policy/policy";
import type { PolicyStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import type { Sql } from "./sql.ts";

const KEEP = `
  INSERT INTO "PolicyVersion" (id, name, version, sha256, "effectiveFrom", body, "loadedAt")
  VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb, $7::timestamptz) ON CONFLICT DO NOTHING`;

/** Policies are kept by their SHA-256, so a text that was in force can never change under an old evaluation. */
export function policyStore(db: PrismaHandle, sql: Sql, kept: Map<string, Policy>): PolicyStore {
  return {
    keep: async (policy, sha256, at) => {
      const id = `${policy.name}@${policy.version}#${sha256.slice(0, 12)}`;
      const { name, version, effectiveFrom } = policy;
      await sql.run(KEEP, id, name, version, sha256, effectiveFrom, JSON.stringify(policy), at);
      return id;
    },
    get: async (id) => {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const row = await db.policyVersion.findUniqueOrThrow({ where: { id } });
      const policy = row.body as unknown as Policy;
      kept.set(id, policy);
      return policy;
    },
  };
}
