import { tallyOnTime } from '#server/contract/deadline.ts';
import type { Actor } from '#server/contract/permission.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';
import { type TipStatistics } from '#server/contract/tip-statistics.ts';
import { type TipStage } from '#server/contract/tip.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { kaplanMeier, medianSurvival, watchWithoutGap } from '#server/methods/kaplan-meier.ts';

import { readClockData } from './read-clocks.ts';
import { listTipStates, type TipStateRow } from './statistics-queries.ts';

const STAGE_DAY: Record<
  Exclude<TipStage, 'received'>,
  'verifiedOn' | 'classifiedOn' | 'handledOn'
> = {
  verified: 'verifiedOn',
  classified: 'classifiedOn',
  handled: 'handledOn',
};

/** Reads the statistics of the tips received in a period, as of today and within reach. Both days are included. */
export async function readTipStatistics(
  deps: Deps,
  actor: Actor,
  period: { from: IsoDate; to: IsoDate },
): Promise<TipStatistics> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const { dueSoonDays } = await readClockData(sql, today);
    const rows = await listTipStates(sql, period, today, dueSoonDays);
    const communes = new Map<string, TipStateRow[]>();
    for (const row of rows) {
      communes.set(row.communeCode, [...(communes.get(row.communeCode) ?? []), row]);
    }
    return {
      ...period,
      asOf: today,
      all: tallyOnTime(rows),
      forwarded: rows.filter(({ forwarded }) => forwarded).length,
      byKind: TIP_KINDS.map((kind) => ({
        kind,
        tally: tallyOnTime(rows.filter((row) => row.kind === kind)),
      })),
      byCommune: [...communes].map(([code, own]) => ({
        code,
        name: own[0]?.communeName ?? '',
        tally: tallyOnTime(own),
      })),
      stages: (['verified', 'classified', 'handled'] as const).map((stage) =>
        stageTime(rows, stage, today),
      ),
    };
  });
}

/** Days from receipt; what has not come to the stage is watched until today, or until it was passed on. */
function stageTime(
  rows: readonly TipStateRow[],
  stage: keyof typeof STAGE_DAY,
  today: IsoDate,
): TipStatistics['stages'][number] {
  const spells = rows.map((row) => {
    // Passing on ends what happens here, and is no handling.
    const reachedOn = stage === 'handled' && row.forwarded ? null : row[STAGE_DAY[stage]];
    return {
      exit: daysBetween(row.receivedOn, reachedOn ?? row.handledOn ?? today),
      event: reachedOn !== null,
      // On the day itself a tip is at risk too: the clock of the estimate starts a day before.
      entry: -1,
    };
  });
  return {
    stage,
    tips: rows.length,
    reached: spells.filter(({ event }) => event).length,
    medianDays: medianSurvival(kaplanMeier(spells), watchWithoutGap(spells).until),
  };
}
