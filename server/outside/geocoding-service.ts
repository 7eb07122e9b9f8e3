import { LRUCache } from 'lru-cache';
import * as z from 'zod';

import { CITY_BOUNDS, LonLat } from '#server/contract/geo.ts';
import type { PlaceCandidate, PlacePrecision } from '#server/contract/geocoding.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

/** A geocoder outside, off unless an operator names one. Its answers are marked as its own. */
export type GeocodingService = {
  host: string;
  /** Finds places, best first; null when the service does not answer in time or in a form we know. */
  find(address: string): Promise<Omit<PlaceCandidate, 'commune'>[] | null>;
};
export type ServiceKind = 'nominatim' | 'pelias';

const TIMEOUT_MILLISECONDS = 4_000;
const MOST_BYTES = 1_000_000;
const MOST_KEPT = 500;
const MOST_RESULTS = 5;
/** Below what the gazetteers of the place itself say, however sure the service is. */
const SERVICE_SCORE = 0.6;

type Found = { label: string; precision: PlacePrecision; position: LonLat; radiusMetres: number };

/**
 * Asks a Nominatim- or Pelias-compatible service, one question after the other, within the city's surroundings
 * only. The last {@link MOST_KEPT} answers are kept; redirections are not followed.
 */
export function createGeocodingService(
  url: string,
  kind: ServiceKind,
  fetchFrom: typeof fetch = fetch,
): GeocodingService {
  const { host } = new URL(url);
  const kept = new LRUCache<string, Omit<PlaceCandidate, 'commune'>[]>({ max: MOST_KEPT });
  let last: Promise<unknown> = Promise.resolve();

  async function ask(address: string): Promise<Omit<PlaceCandidate, 'commune'>[] | null> {
    const known = kept.get(address);
    if (known !== undefined) return known;
    try {
      const response = await fetchFrom(addressOf(url, kind, address), {
        headers: { accept: 'application/json', 'user-agent': 'dia-ban' },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      if (!response.ok || Number(response.headers.get('content-length')) > MOST_BYTES) return null;
      const text = await response.text();
      if (text.length > MOST_BYTES) return null;
      const found = (kind === 'nominatim' ? readNominatim : readPelias)(JSON.parse(text));
      const candidates = found.map((one, place) => ({
        ...one,
        score: SERVICE_SCORE - place / 100,
        basis: [],
        source: { kind: 'service' as const, name: host },
      }));
      kept.set(address, candidates);
      return candidates;
    } catch {
      return null;
    }
  }

  return {
    host,
    async find(address) {
      const mine = last.then(() => ask(address));
      last = mine;
      return await mine;
    },
  };
}

function addressOf(url: string, kind: ServiceKind, address: string): URL {
  const [west, south, east, north] = CITY_BOUNDS;
  const target = new URL(url.endsWith('/') ? url : `${url}/`);
  const set = (parameters: Record<string, string>) => {
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  };
  if (kind === 'nominatim') {
    target.pathname += 'search';
    const viewbox = [west, north, east, south].join();
    set({ q: address, format: 'jsonv2', limit: String(MOST_RESULTS), viewbox, bounded: '1' });
    set({ 'accept-language': 'vi' });
  } else {
    target.pathname += 'v1/search';
    set({ text: address, size: String(MOST_RESULTS), lang: 'vi' });
    set({ 'boundary.rect.min_lon': String(west), 'boundary.rect.min_lat': String(south) });
    set({ 'boundary.rect.max_lon': String(east), 'boundary.rect.max_lat': String(north) });
  }
  return target;
}

const NominatimAnswer = z.array(
  z.object({
    lat: z.coerce.number().min(-90).max(90),
    lon: z.coerce.number().min(-180).max(180),
    display_name: z.string().max(500),
    place_rank: z.number().optional(),
    addresstype: z.string().optional(),
    boundingbox: z
      .tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), z.coerce.number()])
      .optional(),
  }),
);

/** https://nominatim.org/release-docs/latest/api/Output/ : south, north, west, east; ranks 26–27 are streets. */
function readNominatim(answer: unknown): Found[] {
  return NominatimAnswer.parse(answer)
    .slice(0, MOST_RESULTS)
    .map(({ lat, lon, display_name, place_rank = 0, boundingbox }) => {
      const position: LonLat = [lon, lat];
      const corner: LonLat | undefined = boundingbox && [boundingbox[2], boundingbox[0]];
      const reach = corner === undefined ? 0 : Math.round(metresBetween(position, corner));
      const precision = place_rank >= 30 ? 'door' : place_rank >= 26 ? 'street' : 'commune';
      return { label: display_name, precision, position, radiusMetres: Math.max(30, reach) };
    });
}

const PeliasAnswer = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ type: z.literal('Point'), coordinates: LonLat }),
      properties: z.object({
        label: z.string().max(500),
        layer: z.string().optional(),
        accuracy: z.string().optional(),
      }),
    }),
  ),
});
const PELIAS_LAYERS: Readonly<Record<string, readonly [PlacePrecision, number]>> = {
  address: ['door', 30],
  venue: ['place', 60],
  intersection: ['junction', 50],
  street: ['street', 500],
};

/** https://github.com/pelias/documentation/blob/master/response.md */
function readPelias(answer: unknown): Found[] {
  return PeliasAnswer.parse(answer)
    .features.slice(0, MOST_RESULTS)
    .map(({ geometry, properties: { label, layer = '', accuracy } }) => {
      const [precision, radiusMetres] = PELIAS_LAYERS[layer] ?? (['commune', 3_000] as const);
      const rough = precision === 'door' && accuracy === 'interpolated';
      return {
        label,
        precision: rough ? 'interpolated' : precision,
        position: geometry.coordinates,
        radiusMetres: rough ? 100 : radiusMetres,
      };
    });
}
