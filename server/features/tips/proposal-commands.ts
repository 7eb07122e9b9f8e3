import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';

import { addDeadlineRule, changeDayOff } from './clock-commands.ts';
import { listDaysOff } from './clock-queries.ts';
import { readClockData } from './read-clocks.ts';

/** Another rule for the clock of a kind of tip. */
export const TIP_RULE_PROPOSAL: KindOf<'tip_rule'> = {
  ...OF_SETTING,
  subjectOf: (_sql, _deps, _asker, { act }) =>
    Promise.resolve({ name: `setting tip rule ${act.kind}` }),
  async carryOut(deps, asker, { act }, { consent }) {
    const validFrom = notBefore(act.validFrom, deps.clock.today());
    await addDeadlineRule(deps, asker, { ...act, validFrom }, consent);
  },
  async inForce(sql, deps, { act }) {
    const today = deps.clock.today();
    const { rules } = await readClockData(sql, today);
    return rules.find(({ kind, validFrom }) => kind === act.kind && validFrom <= today) ?? null;
  },
};

/** A day off, a worked weekend day, or an ordinary day after all. */
export const DAY_OFF_PROPOSAL: KindOf<'day_off'> = {
  ...OF_SETTING,
  subjectOf: (_sql, _deps, _asker, { act }) => Promise.resolve({ name: `setting day ${act.day}` }),
  async carryOut(deps, asker, { act }, { consent }) {
    await changeDayOff(deps, asker, act, consent);
  },
  async inForce(sql, _deps, { act }) {
    return (await listDaysOff(sql)).find(({ day }) => day === act.day) ?? null;
  },
};
