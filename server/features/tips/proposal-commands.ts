import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';

import { addDeadlineRule, changeDayOff } from './clock-commands.ts';
import { listDaysOff } from './clock-queries.ts';
import { findTip } from './queries.ts';
import { readClockData } from './read-clocks.ts';
import { takeStep } from './step-commands.ts';
import { askTransfer } from './transfer-commands.ts';

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

/** A step by which a commune would be measured less strictly: somebody whom no figure measures confirms it. */
export const TIP_STEP_PROPOSAL: KindOf<'tip_step'> = {
  right: 'tips:work',
  deciders: () => ['analyst'],
  paper: true,
  async subjectOf(sql, _deps, _asker, { tipId, act: { step } }) {
    if ((await findTip(sql, tipId)) === null) throw new AppError('tip.not_found');
    // An extension and a suspension are decisions on paper; another kind is the asker's own judgement.
    const withoutPaper = step === 'classified' || step === 'transferred';
    return { name: `tip ${tipId} ${step}`, withoutPaper };
  },
  async carryOut(deps, asker, { tipId, act: { step, ...given } }, { consent }) {
    const today = deps.clock.today();
    const tip = await asActor(deps.database, asker, (sql) => findTip(sql, tipId));
    if (tip === null) throw new AppError('tip.not_found');
    const { documentOn, effectiveOn: on } = given;
    const { version } = tip;
    switch (step) {
      // Nobody had decided these before the confirmation.
      case 'classified':
        return takeStep(
          deps,
          asker,
          tipId,
          step,
          { ...given, version, effectiveOn: today },
          consent,
        );
      // Asked for in an earlier version; the other commune is asked now.
      case 'transferred': {
        const { communeId } = given as { communeId: number };
        const input = { ...given, version, effectiveOn: today, communeId };
        await askTransfer(deps, asker, tipId, input, consent);
        return;
      }
      case 'extended':
      case 'suspended': {
        const input = { ...given, version, documentOn: documentOn ?? on };
        return takeStep(deps, asker, tipId, step, input, consent);
      }
    }
  },
  async inForce(sql, _deps, { tipId }) {
    const tip = await findTip(sql, tipId);
    if (tip === null) return null;
    const { code, kind, dueOn, communeName } = tip;
    return { code, kind, dueOn, communeName };
  },
};
