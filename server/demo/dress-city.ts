import reference from '#data/reference/communes.json' with { type: 'json' };
import type { Deps } from '#server/deps.ts';
import { importGazetteer } from '#server/features/geocoding/commands.ts';
import { importRoads } from '#server/features/roads/commands.ts';
import { inventStreets } from '#server/generator/streets/invent-streets.ts';
import { INVENTED } from '#server/generator/streets/osm-text.ts';

const SEED = 15;
/** Addresses of the demonstration are exact to the house. */
const ERROR_METRES = 10;
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
  const file = {
    bytes: new TextEncoder().encode(text),
    fileName: 'duong-pho-minh-hoa.osm',
    source: INVENTED,
    sourceDate: null,
    licence: INVENTED,
  };
  await importRoads(deps, null, file);
  await importGazetteer(deps, null, { ...file, columns: {}, errorMetres: ERROR_METRES });
}
