import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';

import { setSchedule } from './schedule-commands.ts';
import { listSchedules } from './schedule-queries.ts';

/** Another schedule of checks. */
export const CHECK_SCHEDULE_PROPOSAL: KindOf<'check_schedule'> = {
  ...OF_SETTING,
  subjectOf: () => Promise.resolve({ name: 'setting check.schedule' }),
  async carryOut(deps, asker, { act }, { consent }) {
    const validFrom = notBefore(act.validFrom, deps.clock.today());
    await setSchedule(deps, asker, { ...act, validFrom }, consent);
  },
  async inForce(sql, deps) {
    const rows = await listSchedules(sql);
    const held = rows.find(({ validFrom }) => validFrom <= deps.clock.today());
    return held === undefined ? null : { ...Object(held.value), validFrom: held.validFrom };
  },
};
