import type { Actor } from '#server/contract/permission.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { insertFigures } from './delivery-queries.ts';
import { forgetEvents, isWanted, listCommunesInForce } from './queries.ts';
import { FIGURE_STATUSES, figuresOf } from './rules.ts';

const PUBLISH = 'webhooks.figures';
const FORGET = 'webhooks.forget';
/** Days that events are kept, for receivers that are away and for sending again. */
export const KEPT_DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;
/** Counts the whole city; the figures are cut to the reach of each receiver when they are sent. */
const CITY: Actor = { accountId: 'system', role: 'coordinator', reach: 'city', communeIds: [] };

/** Publishes figures early in the morning, and forgets old events. */
export const WEBHOOK_JOBS: JobPlan = {
  kinds: [
    { kind: PUBLISH, run: publishFigures },
    { kind: FORGET, run: forgetOldEvents },
  ],
  recurring: [
    { kind: PUBLISH, dailyAt: '00:40' },
    { kind: FORGET, dailyAt: '03:20' },
  ],
};

/**
 * Publishes the figures of yesterday evening, and on the first day of a month those of its predecessor. The figures of a
 * period are published once and never again, whatever is recorded about it later.
 */
export async function publishFigures(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const onDay = addDays(today, -1);
  const kinds = today.endsWith('-01')
    ? (['figures_of_day', 'figures_of_month'] as const)
    : (['figures_of_day'] as const);
  for (const kind of kinds) {
    const communes = await asSystem(deps.database, async (sql) =>
      (await isWanted(sql, kind)) ? listCommunesInForce(sql, onDay) : null,
    );
    if (communes === null) continue;
    const counts = new Map<string, number>();
    for (const status of FIGURE_STATUSES) {
      const { commune } = deps.points.groups(CITY, { status: [status], as_of: onDay });
      for (const { code, count } of commune) counts.set(`${status} ${code}`, count);
    }
    const figures = figuresOf(communes, (status, code) => counts.get(`${status} ${code}`) ?? 0);
    const published = { kind, onDay, figures, now: deps.clock.now() };
    await asSystem(deps.database, (sql) => insertFigures(sql, published));
  }
}

async function forgetOldEvents(deps: Deps): Promise<void> {
  const before = new Date(Date.parse(deps.clock.now()) - KEPT_DAYS * DAY_MILLISECONDS);
  await asSystem(deps.database, (sql) => forgetEvents(sql, before.toISOString()));
}

/** First day from which events are still there. */
export function firstKeptDay(now: string): string {
  return addDays(civilDate(now), -KEPT_DAYS);
}
