import { createHash } from 'node:crypto';

import { canonicalText } from '#server/contract/canonical-text.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PointFlag } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { MOST_SHEET_CODES, type WeeklyFigures } from '#server/contract/weekly-sheet.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { readManyFlagFacts } from '#server/features/life-cycle/many-flags-queries.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';

import {
  countChecks,
  countHandovers,
  countRecurrences,
  countSignals,
  listCodes,
  listAwaitedLooks,
} from './figure-queries.ts';
import { isFlaggedAsStated } from './rules.ts';

/** More than any commune has. */
const ALL = 2_000_000;

/**
 * A commune's figures of a week up to the evening of `asOf`. Statuses and flags come from the engine, so that
 * the sheet says what map and list say of that evening; the rest from the rows of the register.
 */
export async function gatherFigures(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: { commune: { id: number; code: string }; firstOn: IsoDate; asOf: IsoDate },
): Promise<WeeklyFigures> {
  const { commune, firstOn, asOf } = given;
  const span = { communeId: commune.id, firstOn, asOf };
  const evening = { commune: [commune.code], as_of: asOf };
  const { status, flag } = deps.points.count(actor, evening);
  const overdue = await standApart(sql, deps, actor, evening, 'check_overdue');
  const unchecked = await standApart(sql, deps, actor, evening, 'unchecked');
  const recurrences = await countRecurrences(sql, span);
  const handovers = await countHandovers(sql, span);
  const checks = await countChecks(sql, span);
  const signals = await countSignals(sql, span);
  return {
    definitions: 4,
    counts: {
      points_active: status.active ?? 0,
      points_eliminated: status.eliminated ?? 0,
      points_handed_over: status.handed_over ?? 0,
      points_recurring: status.recurring ?? 0,
      recurrences_confirmed: recurrences.recurrencesConfirmed,
      recurrences_replied: recurrences.recurrencesReplied,
      recurrences_unanswered: recurrences.recurrencesUnanswered,
      handovers_asked: handovers.handoversAsked,
      handovers_confirmed: handovers.handoversConfirmed,
      handovers_refused: handovers.handoversRefused,
      handovers_pending: handovers.handoversPending,
      handovers_overdue: handovers.handoversOverdue,
      handovers_awaiting_paper: handovers.handoversAwaiting,
      checks_done: checks.checksDone,
      checks_seen: checks.checksSeen,
      checks_stated: checks.checksDone - checks.checksSeen,
      checks_with_signs: checks.checksWithSigns,
      checks_in_vain: checks.checksInVain,
      checks_due: flag.check_due ?? 0,
      checks_overdue: overdue.counted,
      checks_awaiting_paper: overdue.awaiting,
      checks_unchecked: unchecked.counted,
      checks_unchecked_awaiting_paper: unchecked.awaiting,
      signals_raised: signals.signalsRaised,
      signals_confirmed: signals.signalsConfirmed,
      signals_rejected: signals.signalsRejected,
      signals_open: signals.signalsOpen,
    },
    codes: {
      recurrences_confirmed: recurrences.confirmedCodes,
      recurrences_unanswered: recurrences.unansweredCodes,
      handovers_overdue: handovers.overdueCodes,
      checks_overdue: overdue.codes,
      checks_unchecked: unchecked.codes,
      signals_open: signals.openCodes,
    },
  };
}

/** SHA-256 of what is signed: whose figures, of which week, of which evening, and the figures. Hexadecimal. */
export function figuresHash(signed: {
  communeCode: string;
  firstOn: IsoDate;
  asOf: IsoDate;
  figures: WeeklyFigures;
}): string {
  const { communeCode, firstOn, asOf, figures } = signed;
  const text = canonicalText({ communeCode, firstOn, asOf, figures });
  return createHash('sha256').update(text).digest('hex');
}

/** Counts the points that have a flag on an evening, and apart those that have it not if the papers of late entries hold. */
async function standApart(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  evening: { commune: string[]; as_of: IsoDate },
  flag: PointFlag,
) {
  const { ids } = deps.points.list(actor, { ...evening, flag: [flag] }, { limit: ALL });
  const awaited = await readAwaited(sql, flag, ids, evening.as_of);
  const counted = ids.filter((id) => !awaited.has(id));
  const codes = await listCodes(sql, counted.slice(0, MOST_SHEET_CODES));
  return { counted: counted.length, awaiting: awaited.size, codes };
}

/** Finds the points, of those that have a flag on a day, that have it not if the papers of late entries hold. */
async function readAwaited(
  sql: TransactionSql,
  flag: PointFlag,
  ids: readonly number[],
  on: IsoDate,
): Promise<ReadonlySet<number>> {
  const awaited = await listAwaitedLooks(sql, ids);
  if (awaited.length === 0) return new Set();
  const rules = await readWatchRules(sql);
  const points = await readManyFlagFacts(sql, [...new Set(awaited.map(({ pointId }) => pointId))]);
  const inTime = points.filter(({ pointId, facts }) => {
    const own = awaited.filter((look) => look.pointId === pointId);
    return !isFlaggedAsStated(flag, facts, own, rules, on);
  });
  return new Set(inTime.map(({ pointId }) => pointId));
}
