import { createHash } from 'node:crypto';

import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { ReceiveTipBody } from '#server/contract/tip.ts';
import {
  MOST_TIP_ROWS,
  type TipImportPreview,
  type TipImportResult,
  type TipRowProblem,
} from '#server/contract/tip-import.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { listCategories, listPlacesOutsideCity } from '#server/features/communes/queries.ts';
import { readTable } from '#server/features/point-imports/read-table.ts';
import type { Table } from '#server/features/point-imports/table.ts';
import { writeTip } from '#server/features/tips/commands.ts';

import { readHeadings } from './column-words.ts';
import { judgeRow } from './judge-row.ts';
import { type CommuneInForce, listCommunesInForce, listKnownNumbers } from './queries.ts';

const SHOWN_ROWS = 200;
const SHOWN_PROBLEMS = 500;

export type TipFile = { fileName: string; bytes: Uint8Array };

type Ready = { line: number; tip: ReceiveTipBody & { channelNumber: string }; known: boolean };
type Judged = {
  table: Table;
  fields: ReturnType<typeof readHeadings>;
  communes: readonly CommuneInForce[];
  ready: Ready[];
  problems: TipRowProblem[];
};

/** What an import of the table would do, row by row; writes nothing. */
export async function previewTipImport(
  deps: Deps,
  actor: Actor,
  file: TipFile,
): Promise<TipImportPreview> {
  const table = await readTips(actor, file);
  return asActor(deps.database, actor, async (sql) => {
    const { fields, ready, problems, communes } = await judge(sql, deps, table);
    return {
      fileName: file.fileName,
      encoding: table.encoding,
      columns: table.header.map((heading, at) => ({ heading, field: fields[at] ?? null })),
      counts: { rows: table.rows.length, ...countOf(table, ready) },
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
  const table = await readTips(actor, file);
  return asActor(deps.database, actor, async (sql) => {
    const { ready } = await judge(sql, deps, table);
    if (ready.length === 0) throw new AppError('import.nothing_to_write');
    const today = deps.clock.today();
    for (const { tip, known } of ready) {
      if (!known) await writeTip(sql, deps, { ...actor, sourceId: null }, tip, today);
    }
    const counts = countOf(table, ready);
    await appendAudit(sql, deps.clock, {
      action: 'tips.import',
      subjectKind: 'import_run',
      subjectId: null,
      detail: { ...counts, fileHash: createHash('sha256').update(file.bytes).digest('hex') },
    });
    return counts;
  });
}

async function readTips(actor: Actor, file: TipFile): Promise<Table> {
  if (!can(actor.role, 'tips:work')) throw new AppError('permission.denied');
  const table = await readTable(file);
  if (table.rows.length > MOST_TIP_ROWS) {
    throw new AppError('import.too_many_rows', { parameters: { limit: MOST_TIP_ROWS } });
  }
  return table;
}

function countOf(table: Table, ready: readonly Ready[]) {
  const known = ready.filter((row) => row.known).length;
  const added = ready.length - known;
  return { added, known, refused: table.rows.length - ready.length };
}

async function judge(sql: TransactionSql, deps: Deps, table: Table): Promise<Judged> {
  const fields = readHeadings(table.header);
  const communes = await listCommunesInForce(sql);
  const categories = await listCategories(sql);
  const context = { header: table.header, fields, communes, categories, today: deps.clock.today() };
  const problems: TipRowProblem[] = [];
  const read: Omit<Ready, 'known'>[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const judged = judgeRow(row, context);
    if ('problems' in judged) {
      problems.push(...judged.problems);
      continue;
    }
    const key = `${judged.tip.channel} ${judged.tip.channelNumber}`;
    const otherLine = lines.get(key);
    if (otherLine === undefined) {
      lines.set(key, row.line);
      read.push(judged);
    } else {
      problems.push({ ...problemAt(judged, 'number', 'number_repeated'), otherLine });
    }
  }
  const inside = await onlyInside(sql, read, problems);
  const known = new Set(
    await listKnownNumbers(
      sql,
      inside.map(({ tip }) => tip),
    ),
  );
  return {
    table,
    fields,
    communes,
    problems: problems.toSorted((a, b) => a.line - b.line),
    ready: inside.map((row, place) => ({ ...row, known: known.has(place) })),
  };
}

/** What only the database can tell: outside every commune. */
async function onlyInside(
  sql: TransactionSql,
  read: readonly Omit<Ready, 'known'>[],
  problems: TipRowProblem[],
): Promise<Omit<Ready, 'known'>[]> {
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

function problemAt(
  { line, tip }: Omit<Ready, 'known'>,
  field: TipRowProblem['field'],
  code: TipRowProblem['code'],
): TipRowProblem {
  const value = field === 'number' ? tip.channelNumber : (tip.position?.join(', ') ?? null);
  return { line, field, column: null, code, value };
}
