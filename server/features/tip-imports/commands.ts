import type { TableFormat } from '#server/contract/import-history.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  TipImportPreview,
  TipImportResult,
  TipRowProblem,
} from '#server/contract/tip-import.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { TIP_ROW_REASONS } from '#server/contract/tip-row-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories, listPlacesOutsideCity } from '#server/features/communes/queries.ts';
import { insertRows, insertRun, type RowOfRun } from '#server/features/import-history/queries.ts';
import { writeTip } from '#server/features/tips/commands.ts';
import { datesBackForAnother } from '#server/features/tips/rules.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import { problemAt, type ReadRow } from './formats/judge-row.ts';
import {
  type CommuneInForce,
  listCommunesAt,
  listCommunesInForce,
  listKnownTips,
} from './queries.ts';
import type { ReadTipTable } from './formats/read-tip-table.ts';

const SHOWN_ROWS = 200;
const SHOWN_PROBLEMS = 500;

type TipFile = { fileName: string; bytes: Uint8Array; reading?: Reading };

type Ready = ReadRow & { known: boolean; knownId: number | null };
type TipTable = ReadTipTable & { communes: readonly CommuneInForce[] };

/** Previews the import of the table, row by row; writes nothing. */
export async function previewTipImport(
  deps: Deps,
  actor: Actor,
  file: TipFile,
): Promise<TipImportPreview> {
  const table = await readTips(deps, actor, file);
  const { fields, communes } = table;
  return asActor(deps.database, actor, async (sql) => {
    const { ready, problems } = await judge(sql, actor, deps.clock.today(), table);
    return {
      fileName: file.fileName,
      encoding: table.encoding,
      columns: table.header.map((heading, at) => ({ heading, field: fields[at] ?? null })),
      counts: { rows: table.rowCount, ...countOf(table, ready) },
      rows: ready.slice(0, SHOWN_ROWS).map(({ line, tip, known }) => ({
        line,
        number: tip.channelNumber,
        kind: tip.kind,
        channel: tip.channel,
        receivedOn: tip.receivedOn,
        position: tip.position,
        commune: communes.find(({ id }) => id === tip.communeId) ?? null,
        known,
      })),
      problems: problems.slice(0, SHOWN_PROBLEMS),
    };
  });
}

/**
 * Takes in every row that is ready, in one transaction: all of them or none. Rows whose number had been taken
 * in before are left as they are, so that the same file again changes nothing.
 */
export async function importTips(
  deps: Deps,
  actor: Actor,
  file: TipFile,
): Promise<TipImportResult> {
  const table = await readTips(deps, actor, file);
  const fileHash = await hashOfFile(file.bytes);
  return writeAsActor(deps.database, actor, async (sql) => {
    const { ready, problems } = await judge(sql, actor, deps.clock.today(), table);
    if (ready.length === 0) throw new AppError('import.nothing_to_write');
    const rows = await writeRows(sql, deps, actor, { ready, problems });
    const counts = countOf(table, ready);
    const runId = await insertRun(sql, {
      register: 'tips',
      accountId: actor.accountId,
      fileName: file.fileName,
      fileHash,
      documentNumber: null,
      added: counts.added,
      unchanged: counts.known,
      changed: 0,
      refused: counts.refused,
      waiting: 0,
      finishedAt: deps.clock.now(),
    });
    await insertRows(sql, runId, rows);
    await appendAudit(sql, deps.clock, {
      action: 'tips.import',
      subjectKind: 'import_run',
      subjectId: runId,
      detail: { ...counts, fileHash },
    });
    return { runId, ...counts };
  });
}

/** Writes the tips that are new, and tells what became of each row, by line. Cells of refused rows are not kept. */
async function writeRows(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { ready, problems }: { ready: readonly Ready[]; problems: readonly TipRowProblem[] },
): Promise<RowOfRun[]> {
  const today = deps.clock.today();
  const rows = new Map<number, RowOfRun>();
  for (const { line, tip, knownId } of ready) {
    const { id, known } =
      knownId === null
        ? await writeTip(sql, deps, { ...actor, sourceId: null }, tip, today)
        : { id: knownId, known: true };
    const outcome = known ? 'unchanged' : 'added';
    rows.set(line, { line, outcome, name: tip.channelNumber, reasons: [], tipId: id });
  }
  for (const { line, code } of problems) {
    const row = rows.get(line) ?? { line, outcome: 'refused', name: null, reasons: [] };
    if (!row.reasons.includes(code)) row.reasons.push(code);
    rows.set(line, row);
  }
  return [...rows.values()].toSorted((a, b) => a.line - b.line);
}

/**
 * Gives the rows of a table that would not be written as a file with the same columns, the reasons beside them. Nothing
 * of it is kept: the cells may hold what the register must not hold.
 * @throws AppError what reading throws; `import.nothing_refused`
 */
export async function refusedTips(
  deps: Deps,
  actor: Actor,
  file: TipFile,
  format: TableFormat,
): Promise<Uint8Array> {
  const table = await readTips(deps, actor, file);
  const { problems } = await asActor(deps.database, actor, (sql) =>
    judge(sql, actor, deps.clock.today(), table),
  );
  if (problems.length === 0) throw new AppError('import.nothing_refused');
  const refused = refusedTipRows(problems);
  const { fileName, bytes, reading } = file;
  const input = { fileName, bytes, layer: null, sourceSrid: null, format, refused };
  return (await readInWorker('refusedRows', input, reading)).bytes;
}

async function readTips(deps: Deps, actor: Actor, file: TipFile): Promise<TipTable> {
  if (!can(actor.role, 'tips:work')) throw new AppError('permission.denied');
  const { communes, categories } = await asActor(deps.database, actor, async (sql) => ({
    communes: await listCommunesInForce(sql),
    categories: await listCategories(sql),
  }));
  const { fileName, bytes, reading } = file;
  const input = { fileName, bytes, communes, categories, today: deps.clock.today() };
  return { ...(await readInWorker('tipTable', input, reading)), communes };
}

function countOf({ rowCount }: TipTable, ready: readonly Ready[]) {
  const known = ready.filter((row) => row.known).length;
  const added = ready.length - known;
  return { added, known, refused: rowCount - ready.length };
}

/** Checks the readable rows against the database. */
async function judge(sql: TransactionSql, actor: Actor, today: IsoDate, table: TipTable) {
  const problems = [...table.problems];
  const inside = await onlyInside(sql, table.read, problems);
  const found = await listKnownTips(
    sql,
    inside.map(({ tip }) => tip),
  );
  const known = new Map(found.map(({ place, id }) => [place, id]));
  const rows = inside.map((row, place): Ready => {
    const knownId = known.get(place) ?? null;
    return { ...row, known: knownId !== null, knownId };
  });
  const ready = await onlyOwnBefore(sql, actor, today, { rows, problems });
  return { problems: problems.toSorted((a, b) => a.line - b.line), ready };
}

/** Refuses new rows of another commune than the person's own that were received before today. */
async function onlyOwnBefore(
  sql: TransactionSql,
  actor: Actor,
  today: IsoDate,
  { rows, problems }: { rows: readonly Ready[]; problems: TipRowProblem[] },
): Promise<Ready[]> {
  const placed = rows.flatMap(({ tip: { position } }) => (position === null ? [] : [position]));
  const communes = (actor.reach === 'communes' ? await listCommunesAt(sql, placed) : []).values();
  return rows.filter((row) => {
    const { communeId, position, receivedOn } = row.tip;
    const of = position === null ? communeId : (communes.next().value ?? null);
    if (row.known || of === null || !datesBackForAnother(actor, of, receivedOn, today)) return true;
    problems.push(problemAt(row, 'receivedOn', 'earlier_for_another'));
    return false;
  });
}

/** Refuses the rows that only the database can judge: those outside every commune. */
async function onlyInside(
  sql: TransactionSql,
  read: readonly ReadRow[],
  problems: TipRowProblem[],
): Promise<ReadRow[]> {
  const placed = read.flatMap(({ tip: { position } }, at) =>
    position === null ? [] : [{ at, position }],
  );
  const places = await listPlacesOutsideCity(
    sql,
    placed.map(({ position }) => position),
  );
  const outside = new Set(places.flatMap((place) => placed[place]?.at ?? []));
  for (const at of outside) {
    const row = read[at];
    if (row !== undefined) problems.push(problemAt(row, 'coordinates', 'outside_city'));
  }
  return read.filter((_, at) => !outside.has(at));
}

/** Says why each row of tips is not written as it stands, by line: one sentence a problem, with its column. */
export function refusedTipRows(
  problems: readonly TipRowProblem[],
): { line: number; reason: string }[] {
  const reasons = new Map<number, Set<string>>();
  for (const { line, column, code, otherLine } of problems) {
    const place = column === null ? '' : `“${column}”: `;
    const other = otherLine === undefined ? '' : ` (lặp dòng ${otherLine})`;
    const said = `${place}${TIP_ROW_REASONS[code].vi}${other}`;
    reasons.set(line, (reasons.get(line) ?? new Set()).add(said));
  }
  return [...reasons]
    .map(([line, said]) => ({ line, reason: [...said].join(' ') }))
    .toSorted((a, b) => a.line - b.line);
}
