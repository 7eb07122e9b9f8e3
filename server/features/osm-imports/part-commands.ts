import type { Clock } from '#server/clock.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { OsmPart } from '#server/contract/osm-import.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { goBackToSet, refuseClaimedTwice } from '#server/features/boundaries/commands.ts';
import { lockSetInForce } from '#server/features/boundaries/queries.ts';
import { firstDayOf } from '#server/features/boundaries/rules.ts';
import { writeBoundarySet } from '#server/features/boundaries/set-commands.ts';
import { writeFormerNames } from '#server/features/communes/former-name-queries.ts';
import { writeGazetteer } from '#server/features/geocoding/commands.ts';
import { setWithdrawn } from '#server/features/geocoding/queries.ts';
import { writeRoadNetwork } from '#server/features/roads/commands.ts';
import { importGround, undoGround } from '#server/features/ground/commands.ts';
import { activateNetwork, lockNetworkInForce } from '#server/features/roads/queries.ts';

import type { ReadOsmFile } from './formats/read-osm-file.ts';
import {
  deleteFormerNames,
  listInForce,
  selectNewNames,
  type BroughtName,
  type BroughtPart,
} from './queries.ts';

/** Error of positions in OpenStreetMap, metres; the same that a gazetteer has when nobody says another. */
const ERROR_METRES = 20;

export type OsmOrigin = ImportedFile & {
  importedBy: string | null;
};

/** Transaction, clock and account of an import or undo; the account is null on the command line. */
export type Writer = { sql: TransactionSql; clock: Clock; actor: Actor | null };
type Written = Omit<BroughtPart, 'part'> | null;
type Write = (
  writer: Writer,
  read: ReadOsmFile,
  origin: OsmOrigin,
  onChunk: (done: number, total: number) => Promise<void>,
) => Promise<Written>;

/** Writes each part and puts it in force, in the caller's transaction; null when the file has nothing for it. */
export const WRITE: Readonly<Record<OsmPart, Write>> = {
  async communes({ sql, clock, actor }, { communes }, origin, onChunk) {
    if (communes === null) return null;
    const { placed } = communes;
    refuseClaimedTwice(placed);
    await onChunk(0, placed.areas.length);
    const previous = await lockSetInForce(sql);
    const description = { ...origin, validFrom: firstDayOf(placed.expected) };
    const input = { placed, description, allowPartial: true, actor };
    const { setId, report } = await writeBoundarySet(sql, clock, input);
    const previousIds = previous === null ? [] : [previous.id];
    return { id: setId, previousIds, count: report.matched.total };
  },
  async roads({ sql, clock }, { format, roads: report, edges }, origin, onChunk) {
    if (report === null) return null;
    const read = { format, edges, report };
    const { id, previousId } = await writeRoadNetwork(sql, clock, read, origin, onChunk);
    const previousIds = previousId === null ? [] : [previousId];
    return { id, previousIds, count: report.kilometres };
  },
  async gazetteer({ sql, clock }, { format, gazetteer: report, entries }, origin, onChunk) {
    if (report === null) return null;
    // Two gazetteers of one city would find everything twice. Tables that people took in stay.
    const older = (await listInForce(sql)).filter(
      ({ part, byImport, fileHash }) =>
        part === 'gazetteer' && (byImport || fileHash === origin.fileHash),
    );
    const by = { by: origin.importedBy, at: clock.now() };
    for (const { id } of older) await setWithdrawn(sql, id, by);
    const read = { format, report, entries };
    const described = { ...origin, errorMetres: ERROR_METRES };
    const id = await writeGazetteer(sql, clock, read, described, onChunk);
    return { id, previousIds: older.map((one) => one.id), count: report.entries };
  },
  async ground({ sql, clock }, { format, ground, tiles }, origin, onChunk) {
    if (ground === null) return null;
    const given = { ...origin, format, made: { ...ground, tiles } };
    const { id, previousId } = await importGround(sql, clock, given, onChunk);
    return { id, previousIds: previousId === null ? [] : [previousId], count: tiles.length };
  },
};

/** Goes back to the version before of each part; does nothing where another version has come since. */
export const GO_BACK: Readonly<
  Record<OsmPart, (writer: Writer, brought: BroughtPart) => Promise<void>>
> = {
  async communes({ sql, clock, actor }, { id, previousIds: [previousId] }) {
    const inForce = await lockSetInForce(sql);
    if (inForce?.id !== id || previousId === undefined) return;
    await goBackToSet(sql, clock, actor, previousId);
  },
  async roads({ sql }, { id, previousIds: [previousId = null] }) {
    const inForce = await lockNetworkInForce(sql);
    if (inForce?.id === id) await activateNetwork(sql, previousId);
  },
  async gazetteer({ sql, clock, actor }, { id, previousIds }) {
    const by = { by: actor?.accountId ?? null, at: clock.now() };
    if (!(await setWithdrawn(sql, id, by))) return;
    for (const previousId of previousIds) await setWithdrawn(sql, previousId, null);
  },
  async ground({ sql, clock }, { id }) {
    try {
      await undoGround(sql, clock, id);
    } catch (error) {
      // Tiles of the one before the last are not kept: a map with the later ground is better than an empty one.
      if (!(error instanceof AppError) || error.code !== 'ground.nothing_to_undo') throw error;
    }
  },
};

/** Writes the former names that no commune has yet; gives those that are new. */
export async function writeNewNames(
  { sql }: Writer,
  { formerNames }: ReadOsmFile,
  { source }: OsmOrigin,
): Promise<BroughtName[]> {
  const fresh = await selectNewNames(sql, formerNames);
  const names = fresh.map((one) => ({
    ...one,
    coverage: 'unknown' as const,
    validTo: null,
    source,
  }));
  await writeFormerNames(sql, names, { replace: false });
  return fresh;
}

export async function takeNamesBack(
  { sql }: Writer,
  { formerNames, source }: { formerNames: readonly BroughtName[]; source: string },
): Promise<void> {
  await deleteFormerNames(sql, formerNames, source);
}
