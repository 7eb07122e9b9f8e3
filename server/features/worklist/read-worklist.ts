import type { Actor } from '#server/contract/permission.ts';
import { can } from '#server/contract/permission.ts';
import {
  WORK_KINDS,
  waitsForRole,
  type HandoverFacts,
  type WorkItem,
  type Worklist,
  type WorklistQuery,
} from '#server/contract/worklist.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listSummaries } from '#server/features/points/queries.ts';

import {
  listHandoverFacts,
  listLastLooks,
  listRequestFacts,
  listSignalFacts,
  listWork,
  type HandoverRow,
  type WorkRow,
} from './queries.ts';
import { readCursor, tally, writeCursor } from './rules.ts';

/** A page of the places where something waits for the reader, with the facts on which it can be done at once. */
export async function readWorklist(
  deps: Deps,
  actor: Actor,
  query: WorklistQuery,
): Promise<Worklist> {
  const today = deps.clock.today();
  const { limit } = query;
  return asActor(deps.database, actor, async (sql) => {
    const found = await listWork(sql, {
      on: today,
      ofOthers: WORK_KINDS.filter((kind) => !waitsForRole(kind, actor.role)),
      kind: query.kind ?? null,
      after: readCursor(query.cursor),
      limit: limit + 1,
    });
    const places = found.places.slice(0, limit);
    const further = found.places.at(limit);
    const rows = found.rows.filter(({ pointId }) => pointId !== further?.pointId);
    const last = further === undefined ? undefined : places.at(-1);
    const { tipsToTake } = found;
    const own = tally(found.counts, actor.role);
    const counts = found.counts.filter(({ kind }) => (query.kind ?? kind) === kind);
    return {
      items: await withFacts(sql, actor, rows, today),
      next: last === undefined ? null : writeCursor(last),
      total: counts.reduce((total, count) => total + count.total, 0),
      places: found.placeCounts,
      ...own,
      waiting: own.waiting + tipsToTake,
      tipsToTake,
      today,
    };
  });
}

async function withFacts(
  sql: TransactionSql,
  actor: Actor,
  rows: readonly WorkRow[],
  today: string,
): Promise<WorkItem[]> {
  const { points, handovers, signals, requests, looks } = await readFacts(sql, rows, today);

  function itemOf(row: WorkRow): WorkItem | null {
    const point = points.get(row.pointId);
    if (point === undefined) return null;
    const { kind, id, dueOn, since } = row;
    const common = { id, point, dueOn, since };
    switch (kind) {
      case 'handover':
      case 'refusal':
      case 'unanswered': {
        const handover = handovers.get(id);
        if (handover === undefined) return null;
        const facts = { ...common, handover: factsOf(handover) };
        return kind === 'handover'
          ? { kind, ...facts, mayAnswer: mayAnswer(actor, handover) }
          : { kind, ...facts };
      }
      case 'check': {
        const look = looks.get(id);
        const check = { lastOn: look?.lastOn ?? null, lastResult: look?.lastResult ?? null };
        return { kind, ...common, check };
      }
      case 'suspicion':
      case 'signal': {
        const signal = signals.get(id);
        return signal === undefined ? null : { kind, ...common, signal };
      }
      case 'reply': {
        const reply = requests.get(id);
        return reply === undefined ? null : { kind, ...common, reply };
      }
    }
  }
  return rows.map(itemOf).filter((item) => item !== null);
}

/** Reads the facts by five statements for a page of any length, none for kinds that are not on it. */
async function readFacts(sql: TransactionSql, rows: readonly WorkRow[], today: string) {
  const idsOf = (...kinds: WorkRow['kind'][]) =>
    rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const pointIds = [...new Set(rows.map(({ pointId }) => pointId))];
  // Sent together: one wait instead of one for each.
  const [summaries, handovers, signals, requests, lastLooks] = await Promise.all([
    listSummaries(sql, pointIds, today),
    listHandoverFacts(sql, idsOf('handover', 'refusal', 'unanswered')),
    listSignalFacts(sql, idsOf('suspicion', 'signal')),
    listRequestFacts(sql, idsOf('reply')),
    listLastLooks(sql, idsOf('check')),
  ]);
  const points = byId(summaries);
  // Of the present closure alone.
  const looks = lastLooks.filter(({ pointId, cycle }) => points.get(pointId)?.cycle === cycle);
  return {
    points,
    handovers: byId(handovers),
    signals: byId(signals),
    requests: byId(requests),
    looks: new Map(looks.map((look) => [look.pointId, look])),
  };
}

function byId<Row extends { id: number }>(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function mayAnswer(actor: Actor, handover: HandoverRow): boolean {
  return can(actor.role, 'handovers:answer') && handover.proposedById !== actor.accountId;
}

function factsOf(row: HandoverRow): HandoverFacts {
  const {
    id: _id,
    proposedById: _proposedById,
    communeId,
    communeCode,
    communeName,
    communeType,
    ...facts
  } = row;
  const commune = { id: communeId, code: communeCode, name: communeName, type: communeType };
  return { ...facts, commune };
}
