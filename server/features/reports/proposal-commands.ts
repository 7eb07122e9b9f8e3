import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import { setPeriods } from './commands.ts';

/** Another first day of the reporting month. */
export const REPORT_PERIODS_PROPOSAL: KindOf<'report_periods'> = {
  ...OF_SETTING,
  subjectOf: () => Promise.resolve({ name: 'setting report.periods' }),
  async carryOut(deps, asker, { act }, { consent }) {
    const validFrom = notBefore(act.validFrom, deps.clock.today());
    await setPeriods(deps, asker, { ...act, validFrom }, consent);
  },
  async inForce(sql, deps) {
    const today = deps.clock.today();
    return (await readPeriodRules(sql)).findLast(({ validFrom }) => validFrom <= today) ?? null;
  },
};
