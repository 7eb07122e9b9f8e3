import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { enterPopulations } from './commands.ts';

/** The people of communes, by which new points are compared. */
export const POPULATIONS_PROPOSAL: KindOf<'populations'> = {
  ...OF_SETTING,
  subjectOf: (_sql, _deps, _asker, { act }) =>
    Promise.resolve({ name: `setting populations ${act.countedOn}` }),
  async carryOut(deps, asker, { act }, { consent }) {
    await enterPopulations(deps, asker, act, consent);
  },
};
