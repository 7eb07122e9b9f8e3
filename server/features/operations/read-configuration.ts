import type { Config } from '#server/configuration/config.ts';
import type { Configuration } from '#server/contract/configuration.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { readGroundInForce } from '#server/features/ground/read-ground.ts';
import { VERSION } from '#server/version.ts';

import { isDemo } from './queries.ts';

/** Reads the configuration that anybody may know before sign-in. */
export async function readConfiguration(deps: Deps): Promise<Configuration> {
  const { demo, ground, unused } = await asSystem(deps.database, async (sql) => ({
    demo: await isDemo(sql),
    ground: await readGroundInForce(sql),
    unused: await isUnused(sql),
  }));
  const { identityProvider: provider } = deps;
  const singleSignOn = provider === null ? null : { label: provider.label, only: provider.only };
  const basemap = basemapOf(deps.config);
  return { version: VERSION, demo, unused, basemap, ground, singleSignOn };
}

function basemapOf({ basemapStyleUrl, basemapPmtiles }: Config): Configuration['basemap'] {
  if (basemapStyleUrl !== null) return { kind: 'style', url: basemapStyleUrl };
  if (basemapPmtiles !== null) return { kind: 'pmtiles', url: '/basemap.pmtiles' };
  return null;
}
