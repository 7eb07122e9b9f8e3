import type { Clock } from '#server/clock.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeFormerNames } from '#server/features/communes/former-name-queries.ts';
import { askSuccessors } from '#server/features/handovers/successor-commands.ts';
import { addReferenceServices } from '#server/features/services/queries.ts';
import { addClockDefaults } from '#server/features/tips/clock-queries.ts';
import { askSuccessorsForTips } from '#server/features/tips/transfer-commands.ts';

import { addReferencePlan } from './plan-queries.ts';
import { readReferenceData } from './reference-data.ts';
import {
  addSettings,
  drawApproximateAreas,
  endEarlierCommunes,
  upsertCategories,
  upsertCommunes,
} from './queries.ts';

const APPROXIMATE_SOURCE = 'Vùng gần đúng, vẽ từ điểm trung tâm của 126 phường, xã';
/**
 * Distance in metres that the approximate areas reach beyond the outermost centres; 5 km leaves out 0.5 % of the
 * city.
 */
const REACH_METRES = 5_000;

/**
 * Brings communes, categories, defaults of settings and a few former names into the database, and draws
 * the approximate areas where no boundary set exists. One transaction; running it again changes nothing.
 */
export async function installReferenceData(database: Database, clock: Clock): Promise<void> {
  const {
    validFrom,
    communes,
    categories,
    formerNames,
    settings,
    deadlineRules,
    daysOff,
    plans,
    services,
  } = readReferenceData();
  const now = clock.now();
  await asSystem(database, async (sql) => {
    await upsertCommunes(sql, validFrom, communes);
    await endEarlierCommunes(sql, validFrom);
    await upsertCategories(sql, categories);
    await addSettings(sql, settings, now);
    await addClockDefaults(sql, deadlineRules, daysOff, now);
    await addReferenceServices(sql, services, { invented: false, writtenAt: now });
    for (const plan of plans) await addReferencePlan(sql, plan, now);
    await writeFormerNames(sql, formerNames, { replace: false });
    await drawApproximateAreas(sql, {
      validFrom,
      source: APPROXIMATE_SOURCE,
      importedAt: now,
      reachMetres: REACH_METRES,
    });
    await askSuccessors(sql, clock, null);
    await askSuccessorsForTips(sql, clock);
  });
}
