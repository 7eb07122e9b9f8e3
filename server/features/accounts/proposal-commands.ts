import type { NewProposal } from '#server/contract/proposal.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { readProposalTimes } from '#server/settings/proposal-settings.ts';

import { assignRole, disableAccount, enableAccount } from './commands.ts';

const HOUR = 3_600_000;
const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

type Asked = Extract<NewProposal, { accountId: string }>;
const OF_ACCOUNT = {
  right: 'accounts:manage' as const,
  deciders: () => ['admin' as const],
  paper: false,
  async subjectOf(_sql: TransactionSql, _deps: Deps, _asker: unknown, asked: Asked) {
    const { kind, accountId } = asked;
    return Promise.resolve({ name: `account ${accountId} ${kind}`, accountId, told: [accountId] });
  },
};

/** A role or commune that is added or raised. */
export const ROLE_PROPOSAL: KindOf<'role'> = {
  ...OF_ACCOUNT,
  async carryOut(deps, asker, { accountId, act }, { consent }) {
    // Nobody holds a role on a day on which only one person wanted it.
    const today = deps.clock.today();
    const validFrom = act.validFrom < today ? today : act.validFrom;
    await assignRole(deps, asker, { ...act, validFrom, accountId }, consent);
  },
};

/** An administrator who is to be shut out: by a second one, or by the clock once everybody has been told for a day. */
export const DISABLE_PROPOSAL: KindOf<'disable'> = {
  ...OF_ACCOUNT,
  async subjectOf(sql, deps, asker, asked) {
    const { disableHours } = await readProposalTimes(sql, deps.clock.today());
    const subject = await OF_ACCOUNT.subjectOf(sql, deps, asker, asked);
    return { ...subject, dueAt: after(deps.clock.now(), disableHours * HOUR) };
  },
  async carryOut(deps, asker, { accountId }, { consent }) {
    await disableAccount(deps, asker, { accountId }, consent);
  },
};

/** A person who is to be let in again. */
export const ENABLE_PROPOSAL: KindOf<'enable'> = {
  ...OF_ACCOUNT,
  async carryOut(deps, asker, { accountId }, { consent }) {
    await enableAccount(deps, asker, { accountId }, consent);
  },
};
