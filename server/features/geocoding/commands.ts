import { setImmediate as breathe } from 'node:timers/promises';

import type { Gazetteer, GazetteerPreview } from '#server/contract/gazetteer.ts';
import type { GeocodingAnswer, PlaceCandidate } from '#server/contract/geocoding.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import type { AddressAnswer, LoadedGazetteers } from './gazetteer-memory.ts';
import { parseAddress } from './parse-address.ts';
import {
  insertEntries,
  insertGazetteer,
  listCommunesAt,
  listGazetteers,
  setWithdrawn,
} from './queries.ts';
import type { GazetteerFile } from './read-gazetteer.ts';
import { resolveAddress } from './resolve-address.ts';

type Lookup = Pick<Deps, 'database' | 'clock' | 'gazetteers' | 'geocoding'>;
const CHUNK_ADDRESSES = 100;
const MOST_REMEMBERED = 20_000;

/** What an address may mean, by the gazetteers here and, when asked to, by the service outside. */
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
    if (answered.size + chunk.length > MOST_REMEMBERED) answered.clear();
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

export type GazetteerImport = GazetteerFile & {
  source: string;
  sourceDate: IsoDate | null;
  licence: string | null;
  errorMetres: number;
};

const CHUNK = 2_000;

/** What importing a file would add; writes nothing. */
export async function previewGazetteer(
  { bytes, fileName, columns }: GazetteerFile,
  reading: Reading = {},
): Promise<GazetteerPreview> {
  return readInWorker('gazetteerPreview', { bytes, fileName, columns }, reading);
}

/**
 * Takes a gazetteer in. The same file again is refused while it is in use.
 * `actor` is null on the command line. Throws what reading the file throws, `import.mapping_incomplete`,
 * `import.nothing_to_write` and `gazetteer.already_imported`.
 */
export async function importGazetteer(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor | null,
  given: GazetteerImport,
): Promise<Gazetteer> {
  const { bytes, columns } = given;
  const input = { bytes, fileName: given.fileName, columns };
  const read = await readInWorker('gazetteer', input, { operator: actor === null });
  if (read.missing.length > 0) {
    throw new AppError('import.mapping_incomplete', { parameters: { fields: read.missing } });
  }
  if (read.entries.length === 0) throw new AppError('import.nothing_to_write');
  const { fileName, source, sourceDate, licence, errorMetres } = given;
  const fileHash = await hashOfFile(bytes);
  return writeAsSystem(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const id = await insertGazetteer(sql, {
      fileName,
      fileHash,
      source,
      sourceDate,
      licence,
      errorMetres,
      format: read.format,
      report: read.report,
      importedBy: actor?.accountId ?? null,
      importedAt: deps.clock.now(),
    });
    for (let from = 0; from < read.entries.length; from += CHUNK) {
      await insertEntries(sql, id, read.entries.slice(from, from + CHUNK));
    }
    await appendAudit(sql, deps.clock, {
      action: 'gazetteer.import',
      subjectKind: 'gazetteer',
      subjectId: id,
      detail: { fileHash, entries: read.report.entries },
    });
    return readOne(sql, id);
  });
}

/** Puts a gazetteer aside, or takes it back: from the next search on. */
export async function withdrawGazetteer(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  id: number,
  withdrawn: boolean,
): Promise<Gazetteer> {
  return writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const by = withdrawn ? { by: actor.accountId, at: deps.clock.now() } : null;
    const changed = await setWithdrawn(sql, id, by);
    const gazetteer = await readOne(sql, id);
    if (!changed) return gazetteer;
    await appendAudit(sql, deps.clock, {
      action: withdrawn ? 'gazetteer.withdraw' : 'gazetteer.restore',
      subjectKind: 'gazetteer',
      subjectId: id,
      detail: {},
    });
    return gazetteer;
  });
}

async function readOne(sql: TransactionSql, id: number): Promise<Gazetteer> {
  const [gazetteer] = await listGazetteers(sql, id);
  if (gazetteer === undefined) throw new AppError('gazetteer.not_found');
  return gazetteer;
}
