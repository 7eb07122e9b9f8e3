import { AppError } from '#server/contract/problem.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { applyRematch } from './rematch-commands.ts';
import { findRematch, listParameters } from './rematch-queries.ts';

/** A measure of the matching whose effect has been previewed. */
export const SIGNAL_PARAMETER_PROPOSAL: KindOf<'signal_parameter'> = {
  ...OF_SETTING,
  async subjectOf(sql, _deps, _asker, { rematchId }) {
    const rematch = await findRematch(sql, rematchId);
    if (rematch === null) throw new AppError('signal.rematch_not_found');
    return { name: `setting ${rematch.key}` };
  },
  async carryOut(deps, asker, { rematchId }, { consent }) {
    await applyRematch(deps, asker, rematchId, consent);
  },
  async inForce(sql, deps, { rematchId }) {
    const rematch = await findRematch(sql, rematchId);
    if (rematch === null) return null;
    const rows = await listParameters(sql, [rematch.key]);
    const held = rows.find(({ validFrom }) => validFrom <= deps.clock.today());
    return { key: rematch.key, asked: rematch.value, inForce: held?.value ?? null };
  },
};
