import { setImmediate as breathe } from 'node:timers/promises';

import type { GeocodingAnswer, PlaceCandidate } from '#server/contract/geocoding.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { AddressAnswer, LoadedGazetteers } from './gazetteer-memory.ts';
import { parseAddress } from './parse-address.ts';
import { listCommunesAt } from './queries.ts';
import { resolveAddress } from './resolve-address.ts';

type Lookup = Pick<Deps, 'database' | 'clock' | 'gazetteers' | 'geocoding'>;
const CHUNK_ADDRESSES = 100;

/** Finds the places that an address may mean, in the gazetteers here and, on request, in the external service. */
export async function geocode(
  deps: Lookup,
  actor: Actor,
  address: string,
  askService: boolean,
): Promise<GeocodingAnswer> {
  const [own] = await geocodeAll(deps, actor, [address]);
  const service = deps.geocoding;
  const answer = own ?? { items: [], ambiguous: false };
  if (service === null) return { ...answer, service: null };
  if (!askService) return { ...answer, service: { host: service.host, state: 'not_asked' } };
  // Outside every transaction: a slow service must not hold a connection.
  const found = await service.find(address);
  if (found === null) return { ...answer, service: { host: service.host, state: 'failed' } };
  const items = [...answer.items, ...(await withCommunes(deps, actor, found))];
  return {
    items,
    ambiguous: answer.ambiguous || (answer.items.length === 0 && items.length > 1),
    service: { host: service.host, state: 'asked' },
  };
}

/** Many addresses, each with its own list, in their order. */
export async function geocodeAll(
  deps: Lookup,
  actor: Actor,
  addresses: readonly string[],
): Promise<AddressAnswer[]> {
  return asActor(deps.database, actor, async (sql) => {
    const loaded = await deps.gazetteers.load(sql, deps.clock.today());
    return answerAll(sql, loaded, addresses);
  });
}

/** Within a transaction that is open already. An address that was asked before costs nothing. */
export async function answerAll(
  sql: TransactionSql,
  loaded: LoadedGazetteers,
  addresses: readonly string[],
): Promise<AddressAnswer[]> {
  const { answered } = loaded;
  const answers = new Map<string, AddressAnswer>();
  for (const address of addresses) {
    const known = answered.get(address);
    if (known !== undefined) answers.set(address, known);
  }
  const unasked = [...new Set(addresses)].filter((address) => !answers.has(address));
  for (let from = 0; from < unasked.length; from += CHUNK_ADDRESSES) {
    const chunk = unasked.slice(from, from + CHUNK_ADDRESSES);
    const found = await answerUnasked(sql, loaded, chunk);
    for (const [place, address] of chunk.entries()) {
      const answer = found[place] ?? { items: [], ambiguous: false };
      answers.set(address, answer);
      answered.set(address, answer);
    }
    // Others are answered in between.
    await breathe();
  }
  return addresses.map((address) => answers.get(address) ?? { items: [], ambiguous: false });
}

async function answerUnasked(
  sql: TransactionSql,
  { index, sources }: LoadedGazetteers,
  addresses: readonly string[],
): Promise<AddressAnswer[]> {
  const resolved = addresses.map((address) => resolveAddress(parseAddress(address), index));
  const names = await listCommunesAt(
    sql,
    resolved.flatMap(({ items }) => items.map(({ position }) => position)),
  );
  let place = 0;
  return resolved.map(({ items, ambiguous }) => ({
    ambiguous,
    items: items.map((item): PlaceCandidate => {
      const commune = names[place] ?? null;
      place += 1;
      const { label, precision, position, radiusMetres, basis, setId } = item;
      const source =
        setId === null
          ? { kind: 'communes' as const, name: '' }
          : { kind: 'gazetteer' as const, name: sources.get(setId) ?? '' };
      const score = Math.round(item.score * 1_000) / 1_000;
      return { label, precision, position, radiusMetres, score, basis, source, commune };
    }),
  }));
}

async function withCommunes(
  deps: Lookup,
  actor: Actor,
  found: readonly Omit<PlaceCandidate, 'commune'>[],
): Promise<PlaceCandidate[]> {
  const positions = found.map(({ position }) => position);
  const names = await asActor(deps.database, actor, (sql) => listCommunesAt(sql, positions));
  return found.map((one, place) => ({ ...one, commune: names[place] ?? null }));
}
