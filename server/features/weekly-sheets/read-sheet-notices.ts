import { can } from '#server/contract/permission.ts';
import { addDays } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { NewNotice, Worker } from '#server/morning-notices.ts';
import { NOTHING } from '#server/features/notices/rules.ts';

import { listUnsigned, readSheetWeek } from './queries.ts';
import { weekOf } from './rules.ts';

/** One notice for each commune of a person whose sheet of last week they have still to sign. */
export async function readSheetNotices(deps: Deps, worker: Worker): Promise<NewNotice[]> {
  const { accountId, communeIds, role } = worker;
  if (!can(role, 'weekly_sheets:sign')) return [];
  const today = deps.clock.today();
  return asSystem(deps.database, async (sql) => {
    const { firstWeekday } = await readSheetWeek(sql, today);
    const week = weekOf(addDays(today, -7), firstWeekday);
    const unsigned = await listUnsigned(sql, communeIds, week.firstOn);
    return unsigned.map((communeId) => ({
      ...NOTHING,
      accountId,
      kind: 'sheet_waits',
      fact: `sheet:${communeId}:${week.firstOn}`,
      onDate: week.lastOn,
    }));
  });
}
