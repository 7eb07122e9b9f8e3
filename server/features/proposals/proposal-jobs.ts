import { AppError } from '#server/contract/problem.ts';
import { NewProposal } from '#server/contract/proposal.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { requireAsker } from './commands.ts';
import { kindOf } from '#server/proposal-kind.ts';
import { endProposal, listTimedProposals, lockProposal } from './queries.ts';

const KIND = 'proposals.clock';

/** Carries out what may be done without a second person once its time has come, and ends what nobody has decided. */
export const PROPOSAL_JOBS: JobPlan = {
  kinds: [{ kind: KIND, run: runClock }],
  recurring: [{ kind: KIND, everyMinutes: 10 }],
};

export async function runClock(deps: Deps): Promise<void> {
  const timed = await asSystem(deps.database, (sql) => listTimedProposals(sql, deps.clock.now()));
  for (const { id, due } of timed) {
    try {
      await (due ? carryOutInTime(deps, id) : expire(deps, id));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What cannot be done any more will not be done later.
      deps.log.warn({ proposalId: id, code: error.code }, 'a proposal could not be carried out');
      await expire(deps, id);
    }
  }
}

async function carryOutInTime(deps: Deps, id: number): Promise<void> {
  const { proposal, asker } = await asSystem(deps.database, async (sql) => {
    const found = await lockProposal(sql, id);
    if (found === null) throw new AppError('proposal.not_found');
    return { proposal: found, asker: await requireAsker(sql, found, deps.clock.now()) };
  });
  const consent: Consent = {
    decider: { ...asker, name: '' },
    use: () => {},
    async spend(sql) {
      const found = await lockProposal(sql, id);
      if (found?.state !== 'waiting') throw new AppError('proposal.decided_already');
      const decidedAt = deps.clock.now();
      await endProposal(sql, { id, state: 'confirmed', decidedBy: null, decidedAt, reason: null });
      await appendAudit(sql, deps.clock, {
        action: 'proposal.carry_out',
        subjectKind: 'proposal',
        subjectId: id,
        detail: { kind: found.kind, by: 'clock' },
      });
    },
  };
  const asked = NewProposal.parse(proposal.asked);
  const kind = kindOf(deps.joined.proposalKinds, asked);
  await kind.carryOut(deps, asker, asked, { consent, pointVersion: null });
}

async function expire(deps: Deps, id: number): Promise<void> {
  await asSystem(deps.database, async (sql) => {
    if ((await lockProposal(sql, id))?.state !== 'waiting') return;
    const decidedAt = deps.clock.now();
    await endProposal(sql, { id, state: 'expired', decidedBy: null, decidedAt, reason: null });
    await appendAudit(sql, deps.clock, {
      action: 'proposal.expire',
      subjectKind: 'proposal',
      subjectId: id,
    });
  });
}
