import * as z from 'zod';

import told from '#data/demo/plans.json' with { type: 'json' };
import { periodAt, periodOf } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { copyPlan, issuePlan } from '#server/features/plans/commands.ts';
import { listPlans } from '#server/features/plans/queries.ts';
import { enterResult } from '#server/features/plans/result-commands.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import type { Cast } from './cast.ts';
import { confirmedBy } from './perform-step.ts';

const Story = z.object({
  copyOf: z.string(),
  number: z.string(),
  signerTitle: z.string(),
  signedAfterDays: z.number().int(),
  results: z.array(
    z.object({
      code: z.string(),
      documentNumber: z.string(),
      quarters: z.array(z.number()).length(4),
    }),
  ),
});

/** Draws up this year's plan from the reference one, signs it, and enters what the quarters brought that are over. */
export async function tellPlans(deps: Deps, { cast }: { cast: Cast }): Promise<void> {
  const story = Story.parse(told);
  const { coordinator } = cast;
  const today = deps.clock.today();
  const { rules, from } = await asActor(deps.database, coordinator, async (sql) => ({
    rules: await readPeriodRules(sql),
    from: (await listPlans(sql)).find(({ number }) => number === story.copyOf),
  }));
  if (from === undefined) throw new Error(`the story copies an unknown plan: ${story.copyOf}`);
  const { year, firstOn } = periodOf(rules, 'year', today);
  const signedOn = earlier(addDays(firstOn, story.signedAfterDays), today);
  const plan = await copyPlan(onDay(deps, signedOn), coordinator, { from: from.id, year });
  const { number, signerTitle } = story;
  await issuePlan(
    onDay(deps, signedOn),
    coordinator,
    plan.id,
    { number, signedOn, signerTitle },
    confirmedBy(cast.analyst),
  );
  for (const { code, documentNumber, quarters } of story.results) {
    for (const [place, amount] of quarters.entries()) {
      const quarter = periodAt(rules, 'quarter', year, place + 1);
      if (quarter.lastOn >= today) break;
      await enterResult(onDay(deps, addDays(quarter.lastOn, 1)), coordinator, plan.id, {
        code,
        commune: null,
        firstOn: quarter.firstOn,
        lastOn: quarter.lastOn,
        amount,
        outOf: null,
        documentNumber,
        reason: null,
      });
    }
  }
}

function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

/** Recorded at noon of the day on which it happened. */
function onDay(deps: Deps, on: IsoDate): Deps {
  return { ...deps, clock: { now: () => `${on}T05:00:00.000Z`, today: () => on } };
}
