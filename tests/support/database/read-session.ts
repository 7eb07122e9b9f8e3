import type { TransactionSql } from '#server/db/client.ts';

/** The identity and limits that a transaction runs under. */
export type Session = {
  role: string;
  account: string;
  kind: string;
  reach: string;
  communes: number[];
  statementTimeout: string;
};

/** Reads under whose name and limits a transaction runs. */
export async function readSession(sql: TransactionSql): Promise<Session> {
  const [session] = await sql<Session[]>`
    select
      current_user::text as role,
      coalesce(actor_account_id(), '') as account,
      actor_role() as kind,
      actor_reach() as reach,
      actor_commune_ids() as communes,
      current_setting('statement_timeout') as statement_timeout`;
  if (session === undefined) throw new Error('no row');
  return session;
}
