import reference from '#data/reference/communes.json' with { type: 'json' };
import type { Deps } from '#server/deps.ts';
import { importOsm } from '#server/features/osm-imports/commands.ts';
import { inventStreets } from '#server/generator/streets/invent-streets.ts';

const SEED = 15;
/** Together the line that every map shows. */
const ORIGIN = { source: 'Đường phố minh họa', licence: 'không có thật' };
/** The leader's commune, and that of the inspector's route of today. */
const WITH_HOUSES = ['00070', '00166'];

/**
 * Brings invented streets into the demonstration by the same import as the file of a real city. Wards and the communes
 * of the story have minor streets; all communes are joined by main streets.
 */
export async function dressCity(deps: Deps, storyCommunes: readonly string[]): Promise<void> {
  const { communes } = reference;
  const wards = communes.filter(({ type }) => type === 'phuong').map(({ code }) => code);
  const text = inventStreets({
    seed: SEED,
    communes: communes.map(({ code, type, centre: [longitude = 0, latitude = 0] }) => ({
      code,
      isWard: type === 'phuong',
      centre: [longitude, latitude],
    })),
    withStreets: new Set([...wards, ...storyCommunes]),
    withHouses: new Set(WITH_HOUSES),
  });
  const order = {
    ...ORIGIN,
    bytes: new TextEncoder().encode(text),
    fileName: 'duong-pho-minh-hoa.osm',
    sourceDate: null,
    parts: null,
  };
  const watcher = { report: async () => {}, signal: new AbortController().signal };
  await importOsm(deps, null, order, watcher);
}
