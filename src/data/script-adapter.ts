import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/** What both drivers have: a statement without parameters may hold a whole script, which then is all or nothing. */
type ScriptDriver = { exec?(script: string): Promise<unknown>; query(script: string): Promise<unknown> };

/**
 * The same adapters with a whole-script `executeScript`. PGlite's own does not wait for the script, so a broken
 * migration would count as applied; the one for PostgreSQL cuts at every semicolon and is not all or nothing.
 */
export function withWholeScripts(
  factory: SqlMigrationAwareDriverAdapterFactory,
  onFailure: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => wholeScripts(await factory.connect(), onFailure),
    connectToShadowDb: async () => wholeScripts(await factory.connectToShadowDb(), onFailure),
  };
}

function wholeScripts(adapter: SqlDriverAdapter, onFailure: (error: unknown) => void): SqlDriverAdapter {
  const { client } = adapter as unknown as { client: ScriptDriver };
  return Object.assign(adapter, {
    executeScript: async (script: string): Promise<void> => {
      try {
        await (client.exec?.(script) ?? client.query(script));
      } catch (error) {
        onFailure(error);
        throw error;
      }
    },
  });
}
