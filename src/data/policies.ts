import type { Policy } from "#policy/policy";
import type { PolicyStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";

/** Policies are kept by their SHA-256, so a text that was in force can never change under an old evaluation. */
export function policyStore(db: PrismaHandle, kept: Map<string, Policy>): PolicyStore {
  return {
    keep: async (policy, sha256, at) => {
      const id = `${policy.name}@${policy.version}#${sha256.slice(0, 12)}`;
      await db.policyVersion.createMany({
        data: {
          id,
          name: policy.name,
          version: policy.version,
          sha256,
          effectiveFrom: policy.effectiveFrom,
          body: policy,
          loadedAt: at,
        },
        skipDuplicates: true,
      });
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
