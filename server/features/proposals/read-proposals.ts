import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  NewProposal,
  type Proposal,
  type ProposalDetail,
  type ProposalList,
} from '#server/contract/proposal.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { nameCommunes, nameCommunesOf } from '#server/features/life-cycle/commune-name-queries.ts';
import { readProposalTimes } from '#server/settings/proposal-settings.ts';

import { kindOf } from '#server/proposal-kind.ts';
import { listProposals, type ProposalRow } from './queries.ts';
import { whyNotDecide } from './rules.ts';

const DAY = 86_400_000;

/** Lists the proposals that concern the reader, those that wait first. */
export async function readProposals(deps: Deps, actor: Actor): Promise<ProposalList> {
  const items = await asActor(deps.database, actor, (sql) => rowsOf(sql, deps, actor, null));
  const waitingForMe = items.filter(({ why }) => why === null).length;
  return { items, waitingForMe };
}

/** Reads one proposal with what its confirmation would change now. Throws `proposal.not_found`. */
export async function readProposal(deps: Deps, actor: Actor, id: number): Promise<ProposalDetail> {
  return asActor(deps.database, actor, async (sql) => {
    const [proposal] = await rowsOf(sql, deps, actor, id);
    if (proposal === undefined) throw new AppError('proposal.not_found');
    const asked = NewProposal.parse(proposal.asked);
    const kind = kindOf(deps.joined.proposalKinds, asked);
    const waits = proposal.state === 'waiting';
    const foreseen = waits
      ? ((await kind.foresee?.(sql, deps, asked)) ?? { effects: [], hindrance: null })
      : { effects: [], hindrance: null };
    const named = communesIn(asked);
    const communes =
      named === null ? await nameCommunesOf(sql, foreseen.effects) : await nameCommunes(sql, named);
    const inForce = waits ? ((await kind.inForce?.(sql, deps, asked)) ?? null) : null;
    return { ...proposal, ...foreseen, communes, inForce };
  });
}

/** Communes that a proposal names itself; null where they follow from its effects. */
function communesIn(asked: NewProposal): readonly number[] | null {
  if (asked.kind === 'role') return asked.act.communeIds;
  if (asked.kind !== 'tip_step') return null;
  return asked.act.step === 'transferred' ? [asked.act.communeId] : [];
}

async function rowsOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  id: number | null,
): Promise<Proposal[]> {
  const now = deps.clock.now();
  const { roleDays } = await readProposalTimes(sql, deps.clock.today());
  const since = new Date(Date.parse(now) - roleDays * DAY).toISOString();
  const rows = await listProposals(sql, { id, reader: actor.accountId, since, now });
  return rows.map((row) => shown(row, actor, now));
}

function shown({ roleBetween, ...row }: ProposalRow, actor: Actor, now: string): Proposal {
  const { id: askedBy } = row.askedBy;
  const judged = { ...row, askedBy, accountId: row.account?.id ?? null, roleBetween };
  return {
    ...row,
    asked: NewProposal.parse(row.asked),
    mine: askedBy === actor.accountId,
    why: whyNotDecide(judged, actor, now),
  };
}
