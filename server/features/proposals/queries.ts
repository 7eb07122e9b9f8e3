import type { NewProposal, Proposal, ProposalState } from '#server/contract/proposal.ts';
import type { Role } from '#server/contract/permission.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type ProposalRow = Omit<Proposal, 'asked' | 'mine' | 'why'> & {
  asked: unknown;
  /** One of asker and reader got a role from the other not long ago. */
  roleBetween: boolean;
};

const SHOWN = 200;
type Wanted = { id: number | null; reader: string; since: IsoInstant; now: IsoInstant };

/** Reads the proposals that the reader may see, those that wait first; or one of them. */
export async function listProposals(sql: TransactionSql, wanted: Wanted): Promise<ProposalRow[]> {
  const { id, reader, since, now } = wanted;
  return sql<ProposalRow[]>`
    select
      proposal.id, proposal.kind, proposal.state, proposal.asked, proposal.asked_at,
      proposal.decider_roles, proposal.due_at, proposal.expires_at, proposal.decided_at,
      proposal.reason,
      case
        when point.id is not null then jsonb_build_object(
          'id', point.id, 'code', point.code, 'officialName', point.official_name,
          'status', point.status, 'version', point.version
        )
      end as point,
      case
        when account.id is not null then jsonb_build_object(
          'id', account.id, 'name', account.name, 'username', account.username
        )
      end as account,
      jsonb_build_object(
        'id', asker.id, 'name', asker.name, 'role', proposal.asked_role
      ) as asked_by,
      case
        when decider.id is not null
        then jsonb_build_object('id', decider.id, 'name', decider.name)
      end as decided_by,
      case
        when attachment.id is not null then jsonb_build_object(
          'id', attachment.id, 'documentNumber', attachment.document_number,
          'mediaType', attachment.media_type
        )
      end as paper,
      case proposal.state
        when 'waiting' then count_deciders(proposal.id, ${since}, ${now}) else 0
      end as deciders,
      role_between(proposal.asked_by, ${reader}, ${since}, ${now}) as role_between
    from proposal
    join app_user asker on asker.id = proposal.asked_by
    left join app_user decider on decider.id = proposal.decided_by
    left join app_user account on account.id = proposal.account_id
    left join point on point.id = proposal.point_id
    left join attachment on attachment.id = proposal.paper_id
    where ${id}::integer is null or proposal.id = ${id}
    order by proposal.state <> 'waiting', proposal.asked_at desc, proposal.id desc
    limit ${SHOWN}`;
}

export type StoredProposal = {
  id: number;
  kind: NewProposal['kind'];
  state: ProposalState;
  asked: unknown;
  askedBy: string;
  askedRole: Role;
  accountId: string | null;
  deciderRoles: Role[];
  dueAt: IsoInstant | null;
  expiresAt: IsoInstant;
  paperId: string | null;
};

/** Locks a proposal until the transaction ends; null where there is none within reach. */
export async function lockProposal(
  sql: TransactionSql,
  id: number,
): Promise<StoredProposal | null> {
  const [row] = await sql<StoredProposal[]>`
    select
      id, kind, state, asked, asked_by, asked_role, account_id, decider_roles, due_at, expires_at,
      paper_id
    from proposal where id = ${id}
    for no key update`;
  return row ?? null;
}

export type NewRow = {
  kind: NewProposal['kind'];
  subject: string;
  pointId: number | null;
  accountId: string | null;
  asked: NewProposal;
  askedBy: string;
  askedRole: Role;
  askedAt: IsoInstant;
  paperId: string | null;
  deciderRoles: readonly Role[];
  told: readonly string[];
  dueAt: IsoInstant | null;
  expiresAt: IsoInstant;
};

export async function insertProposal(sql: TransactionSql, row: NewRow): Promise<number> {
  const [inserted] = await sql<{ id: number }[]>`
    insert into proposal (
      kind, subject, point_id, account_id, asked, asked_by, asked_role, asked_at, paper_id,
      decider_roles, told, due_at, expires_at
    ) values (
      ${row.kind}, ${row.subject}, ${row.pointId}, ${row.accountId},
      ${JSON.stringify(row.asked)}::text::jsonb, ${row.askedBy}, ${row.askedRole}, ${row.askedAt},
      ${row.paperId}, ${[...row.deciderRoles]}::text[], ${[...row.told]}::text[], ${row.dueAt},
      ${row.expiresAt}
    )
    returning id`;
  if (inserted === undefined) throw new Error('an inserted proposal returned no id');
  return inserted.id;
}

/** Ends a proposal that waits. `decidedBy` is null where the clock ends it. */
export async function endProposal(
  sql: TransactionSql,
  end: {
    id: number;
    state: Exclude<ProposalState, 'waiting'>;
    decidedBy: string | null;
    decidedAt: IsoInstant;
    reason: string | null;
  },
): Promise<void> {
  await sql`
    update proposal
    set
      state = ${end.state}, decided_by = ${end.decidedBy}, decided_at = ${end.decidedAt},
      reason = ${end.reason}
    where id = ${end.id}`;
}

/** Role and communes with which an account may act now; null where it may not act at all. */
export async function findActing(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<{ role: Role; communeIds: number[]; name: string } | null> {
  const [row] = await sql<{ role: Role; communeIds: number[]; name: string }[]>`
    select role, commune_ids, name from acting_role(${accountId}, ${now})`;
  return row ?? null;
}

export async function isRoleBetween(
  sql: TransactionSql,
  pair: { one: string; other: string; since: IsoInstant; now: IsoInstant },
): Promise<boolean> {
  const [row] = await sql<{ between: boolean }[]>`
    select role_between(${pair.one}, ${pair.other}, ${pair.since}, ${pair.now}) as between`;
  return row?.between ?? false;
}

/** True where the paper is there, bears a number, was sent by that person and is not withdrawn. */
export async function isOwnPaper(
  sql: TransactionSql,
  paper: { id: string; uploadedBy: string },
): Promise<boolean> {
  const rows = await sql`
    select from attachment
    where id = ${paper.id} and uploaded_by = ${paper.uploadedBy} and purpose = 'paper'
      and withdrawn_at is null and document_number is not null`;
  return rows.length === 1;
}

/** Lists the proposals whose time is over, and those that the clock carries out. */
export async function listTimedProposals(
  sql: TransactionSql,
  now: IsoInstant,
): Promise<{ id: number; due: boolean }[]> {
  return sql<{ id: number; due: boolean }[]>`
    select id, coalesce(due_at <= ${now}, false) as due from proposal
    where state = 'waiting' and (due_at <= ${now} or expires_at <= ${now})
    order by id`;
}
