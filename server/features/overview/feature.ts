import { Overview } from '#server/contract/overview.ts';
import type { Actor } from '#server/contract/permission.ts';
import { addDays } from '#server/contract/time.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { listPlans } from '#server/features/plans/queries.ts';
import { planView } from '#server/features/plans/read-plan.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { listDuties, listRecurring } from './queries.ts';

/** More than the page shows; the rest is behind the link to the list. */
const MOST_RECURRING = 20;

/** Days that figures speak of where no plan runs. */
const YEAR = 365;

const read = route('get', '/overview', {
  tags: ['overview'],
  summary: 'Where points came back, who must act by when, and which targets are off pace',
  right: 'overview:read',
  list: 'overview',
  responses: { 200: jsonResponse(Overview, 'As of today') },
});

const overviewRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readOverview(c.var.deps, c.var.actor), 200),
);

export const overview = {
  uses: ['plans'],
  subjects: {
    overview: 'Figures at a glance',
  },
  operations: [overviewRoutes],
} as const satisfies Feature;

/** Reads the overview as of today: recurrences, duties with their days, and targets off pace. */
async function readOverview(deps: Deps, actor: Actor): Promise<Overview> {
  const today = deps.clock.today();
  const { status, flag } = deps.points.count(actor, {});
  const owed = (await deps.closedPlaces.read(today)).owedChecks();
  const own = new Set(actor.communeIds);
  const checks = actor.reach === 'city' ? owed : owed.filter(({ communeId }) => own.has(communeId));
  return asActor(deps.database, actor, async (sql) => {
    // The plan is the one that runs today, the latest signed one where there are several. Sent together: one wait.
    const [plans, recurring, duties] = await Promise.all([
      listPlans(sql),
      listRecurring(sql, MOST_RECURRING),
      listDuties(sql, today, checks),
    ]);
    const plan = plans.find(
      (one) => one.state === 'issued' && one.firstOn <= today && today <= one.lastOn,
    );
    const indicators =
      plan === undefined ? [] : (await planView(sql, today, actor, plan.id)).indicators;
    const onPace = indicators.filter(({ progress }) => ['met', 'on_pace'].includes(progress.state));
    return {
      today,
      recurring,
      recurringTotal: status.recurring ?? 0,
      suspected: flag.suspected ?? 0,
      duties,
      plan: plan === undefined ? null : { id: plan.id, number: plan.number ?? '', year: plan.year },
      offPace: indicators
        .filter(({ progress }) => progress.state === 'behind' || progress.state === 'missed')
        .map(({ code, wording, unit, shape, progress }) => ({
          code,
          wording,
          unit,
          shape,
          progress,
        })),
      onPace: onPace.length,
      onPaceStated: onPace.filter(({ progress }) => progress.onlyStated).length,
      notSeen: indicators.filter(({ progress }) => progress.state === 'not_seen').length,
      period: { from: plan?.firstOn ?? addDays(today, 1 - YEAR), to: today },
    };
  });
}
