import { asSystem } from '#server/db/transaction.ts';
import type { Database } from '#server/db/client.ts';
import { castStory } from '#server/demo/cast.ts';
import { listDemoCommunes } from '#server/demo/queries.ts';
import { tellPlans } from '#server/demo/tell-plans.ts';
import { tellTips } from '#server/demo/tell-tips.ts';
import { communesOfTips } from '#server/demo/tip-story.ts';
import { generateRegister } from '#server/generator/commands.ts';
import type { Prepared } from '#tests/support/database/test-database.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

const SIZE = { points: 400, events: 2_400, seed: 11, until: '2026-11-20' };

/** A small invented city with tips and a plan: more places in a commune than the demonstration has, and other lives. */
export const GENERATED_CITY: Prepared = {
  name: 'gamer_city',
  async enter(database: Database) {
    // Whoever prepares it closes it.
    const open = { ...database, close: () => Promise.resolve() };
    const test = await createTestApp({ database: open, now: TEST_NOW });
    const { deps } = test;
    await generateRegister(deps, SIZE, () => {});
    const ground = await asSystem(database, async (sql) => {
      const communes = await listDemoCommunes(sql, communesOfTips());
      const cast = await castStory(sql, deps, communes, ['00070']);
      // Those who decide have a second factor outside of the demonstration.
      await sql`update app_user set two_factor_enabled = true`;
      return {
        cast,
        centres: new Map(communes.map(({ code, centre }) => [code, centre] as const)),
        communeIds: new Map(communes.map(({ code, id }) => [code, id] as const)),
      };
    });
    await tellTips(deps, ground);
    await tellPlans(deps, ground);
    await test.close();
  },
};
