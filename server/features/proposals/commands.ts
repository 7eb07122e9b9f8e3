import { can, REACH, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { type EndProposal, NewProposal, type ProposalDetail } from '#server/contract/proposal.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { type Consent, Rehearsed } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { readProposalTimes } from '#server/settings/proposal-settings.ts';

import { kindOf } from '#server/proposal-kind.ts';
import {
  endProposal,
  findActing,
  insertProposal,
  isOwnPaper,
  isRoleBetween,
  lockProposal,
  type StoredProposal,
} from './queries.ts';
import { readProposal } from './read-proposals.ts';
import { whyNotDecide, whyNotOpen } from './rules.ts';

const DAY = 86_400_000;
const shift = (instant: IsoInstant, milliseconds: number): IsoInstant =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

/**
 * Records what a person asks for and another one has to confirm. It is tried first and taken back, so that nothing waits
 * which could not be done now. @throws {AppError} whatever would refuse it, `proposal.not_needed`, `proposal.paper_…`
 */
export async function propose(
  deps: Deps,
  actor: Actor,
  asked: NewProposal,
): Promise<ProposalDetail> {
  const kind = kindOf(deps.joined.proposalKinds, asked);
  if (!can(actor.role, kind.right)) throw new AppError('permission.denied');
  await rehearse(deps, actor, asked);
  const id = await writeAsActor(deps.database, actor, async (sql) => {
    const subject = await kind.subjectOf(sql, deps, actor, asked);
    await refusePaper(sql, actor, asked, kind.paper && subject.withoutPaper !== true);
    const now = deps.clock.now();
    const times = await readProposalTimes(sql, deps.clock.today());
    const { pointId = null, accountId = null, told = [], dueAt = null } = subject;
    const proposalId = await insertProposal(sql, {
      kind: asked.kind,
      subject: subject.name,
      pointId,
      accountId,
      asked,
      askedBy: actor.accountId,
      askedRole: actor.role,
      askedAt: now,
      paperId: asked.paperId,
      deciderRoles: kind.deciders(actor.role),
      told: [...new Set(told.filter((one) => one !== null))],
      dueAt,
      expiresAt: shift(now, times.expiryDays * DAY),
    });
    await appendAudit(sql, deps.clock, {
      action: 'proposal.ask',
      subjectKind: 'proposal',
      subjectId: proposalId,
      detail: { kind: asked.kind, subject: subject.name, paperId: asked.paperId },
    });
    return proposalId;
  });
  return readProposal(deps, actor, id);
}

async function refusePaper(
  sql: TransactionSql,
  actor: Actor,
  { paperId }: NewProposal,
  required: boolean,
): Promise<void> {
  const refused = (code: 'proposal.paper_required' | 'proposal.paper_unfit') =>
    new AppError(code, { errors: [{ pointer: '/paperId', code }] });
  if (paperId === null) {
    if (required) throw refused('proposal.paper_required');
    return;
  }
  const own = await isOwnPaper(sql, { id: paperId, uploadedBy: actor.accountId });
  if (!own) throw refused('proposal.paper_unfit');
}

/**
 * Tries an act as if a second person had confirmed it, and takes it back.
 * @throws {AppError} what would refuse it; `proposal.not_needed` where one person is enough
 */
export async function rehearse(deps: Deps, asker: Actor, asked: NewProposal): Promise<void> {
  let needed = false;
  const consent: Consent = {
    decider: { ...asker, name: '' },
    spend: () => Promise.resolve(),
    use: () => (needed = true),
    rehearsal: true,
  };
  const kind = kindOf(deps.joined.proposalKinds, asked);
  try {
    await kind.carryOut(deps, asker, asked, { consent, pointVersion: null });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
    if (needed) return;
    throw new AppError('proposal.not_needed');
  }
  throw new Error(`a proposal of the kind ${asked.kind} was carried out while it was tried`);
}

/** Confirms a proposal: it is carried out in the same transaction, by the rules as they are now. */
export async function confirmProposal(
  deps: Deps,
  actor: Actor,
  id: number,
  { pointVersion }: { pointVersion: number | null },
): Promise<ProposalDetail> {
  const { proposal, asker, name } = await asActor(deps.database, actor, async (sql) => ({
    ...(await requireDecidable(sql, deps, actor, id)),
    name: (await findActing(sql, actor.accountId, deps.clock.now()))?.name ?? '',
  }));
  const asked = NewProposal.parse(proposal.asked);
  const consent: Consent = {
    decider: { ...actor, name },
    use: () => {},
    // Judged again where it counts: the row is locked now, so a second tab waits here and is refused.
    spend: (sql) => spend(sql, deps, actor, id),
  };
  const kind = kindOf(deps.joined.proposalKinds, asked);
  await kind.carryOut(deps, asker, asked, { consent, pointVersion });
  return readProposal(deps, actor, id);
}

async function spend(sql: TransactionSql, deps: Deps, actor: Actor, id: number): Promise<void> {
  const { proposal } = await requireDecidable(sql, deps, actor, id);
  const decidedAt = deps.clock.now();
  const decidedBy = actor.accountId;
  await endProposal(sql, { id, state: 'confirmed', decidedBy, decidedAt, reason: null });
  await appendAudit(sql, deps.clock, {
    action: 'proposal.confirm',
    subjectKind: 'proposal',
    subjectId: id,
    detail: { kind: proposal.kind, askedBy: proposal.askedBy },
  });
}

/** The proposal, locked, with its asker in the role in which they asked. Throws where the actor may not decide on it. */
async function requireDecidable(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  id: number,
): Promise<{ proposal: StoredProposal; asker: Actor }> {
  const proposal = await lockProposal(sql, id);
  if (proposal === null) throw new AppError('proposal.not_found');
  const now = deps.clock.now();
  const { roleDays } = await readProposalTimes(sql, deps.clock.today());
  const since = shift(now, -roleDays * DAY);
  const one = { one: proposal.askedBy, other: actor.accountId, since, now };
  const roleBetween = await isRoleBetween(sql, one);
  const refusal = whyNotDecide({ ...proposal, roleBetween }, actor, now);
  if (refusal !== null) throw new AppError(refusal, { parameters: { days: roleDays } });
  const decider = await findActing(sql, actor.accountId, now);
  if (decider?.role !== actor.role) throw new AppError('proposal.not_yours');
  const { paperId, askedBy } = proposal;
  if (paperId !== null && !(await isOwnPaper(sql, { id: paperId, uploadedBy: askedBy }))) {
    throw new AppError('proposal.paper_unfit');
  }
  return { proposal, asker: await requireAsker(sql, proposal, now) };
}

/** The asker as they may act now. Throws `proposal.asker_gone` where not in the role in which they asked. */
export async function requireAsker(
  sql: TransactionSql,
  { askedBy, askedRole }: StoredProposal,
  now: IsoInstant,
): Promise<Actor> {
  const acting = await findActing(sql, askedBy, now);
  if (acting?.role !== askedRole) throw new AppError('proposal.asker_gone');
  const { role, communeIds } = acting;
  return { accountId: askedBy, role, reach: REACH[role], communeIds };
}

/** Refuses a proposal with its grounds: nothing of it happens. */
export async function refuseProposal(
  deps: Deps,
  actor: Actor,
  id: number,
  { reason }: EndProposal,
): Promise<ProposalDetail> {
  return end(deps, actor, id, { reason, state: 'refused' });
}

/** Takes an own proposal back. */
export async function withdrawProposal(
  deps: Deps,
  actor: Actor,
  id: number,
  { reason }: EndProposal,
): Promise<ProposalDetail> {
  return end(deps, actor, id, { reason, state: 'withdrawn' });
}

async function end(
  deps: Deps,
  actor: Actor,
  id: number,
  { reason, state }: { reason: string; state: 'refused' | 'withdrawn' },
): Promise<ProposalDetail> {
  refuseForbiddenText({ reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    const now = deps.clock.now();
    if (state === 'withdrawn') await requireOwn(sql, actor, id, now);
    else await requireDecidable(sql, deps, actor, id);
    await endProposal(sql, { id, state, decidedBy: actor.accountId, decidedAt: now, reason });
    await appendAudit(sql, deps.clock, {
      action: state === 'refused' ? 'proposal.refuse' : 'proposal.withdraw',
      subjectKind: 'proposal',
      subjectId: id,
    });
  });
  return readProposal(deps, actor, id);
}

async function requireOwn(
  sql: TransactionSql,
  actor: Actor,
  id: number,
  now: IsoInstant,
): Promise<void> {
  const proposal = await lockProposal(sql, id);
  if (proposal === null) throw new AppError('proposal.not_found');
  const refusal = whyNotOpen(proposal, now);
  if (refusal !== null) throw new AppError(refusal);
  if (proposal.askedBy !== actor.accountId) throw new AppError('proposal.not_yours');
}
