import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';

import type { Database, TransactionSql } from './client.ts';
import { type ActorContext, actAs, asActor, asSystem } from './transaction.ts';
import { allParts } from './unawaited.ts';
import { readAndWrite, type Work, writeAsActor, writeAsSystem } from './write-once.ts';

/** The second person behind an act that one asked for and another confirms. */
export type Consent = {
  decider: Actor & { name: string };
  /** Writes the confirmation; throws where it does not count. Runs in the name of the decider. */
  spend(sql: TransactionSql): Promise<void>;
  /** Called by an act that takes two; one that never calls it needs nobody else. */
  use(): void;
  /** True where the act is only tried: it is judged as if confirmed, and taken back. */
  rehearsal?: true;
};

/** Ends the transaction of an act that was only tried. */
export class Rehearsed extends Error {}

/**
 * Refuses an act that takes two where nobody has confirmed it.
 * @throws {AppError} `proposal.needed`
 */
export function requireSecond(consent: Consent | undefined): void {
  if (consent === undefined) throw new AppError('proposal.needed');
  consent.use();
}

/**
 * Writes in the name of a person, see {@link writeAsActor}. With a consent the confirmation, the act and the lines of the
 * log commit together: the confirmation and the lines in the name of the decider, the act in the name of whoever asked.
 */
export async function writeForTwo<T, Read = undefined>(
  database: Database,
  actor: Actor,
  consent: Consent | undefined,
  work: Work<T, Read>,
): Promise<T> {
  if (consent === undefined) return writeAsActor(database, actor, work);
  const both = async (sql: TransactionSql) => {
    await consent.spend(sql);
    await actAs(sql, actor);
    const result = await readAndWrite(sql, work);
    await allParts(sql);
    if (consent.rehearsal === true) throw new Rehearsed();
    await actAs(sql, consent.decider);
    return result;
  };
  return consent.rehearsal === true
    ? asActor(database, actor, both)
    : writeAsActor(database, consent.decider, both);
}

/** Writes like {@link writeForTwo} with the rights of the system, where no role reaches the rows. */
export async function writeForTwoAsSystem<T>(
  database: Database,
  actor: Actor,
  consent: Consent | undefined,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  const both = async (sql: TransactionSql) => {
    if (consent !== undefined) {
      await speakAs(sql, consent.decider);
      await consent.spend(sql);
    }
    await speakAs(sql, actor);
    const result = await work(sql);
    await allParts(sql);
    if (consent?.rehearsal === true) throw new Rehearsed();
    if (consent !== undefined) await speakAs(sql, consent.decider);
    return result;
  };
  return consent?.rehearsal === true ? asSystem(database, both) : writeAsSystem(database, both);
}

/** Lets the log name a person for the rest of a transaction of the system, whose rights stay. */
async function speakAs(
  sql: TransactionSql,
  { accountId, role }: Pick<ActorContext, 'accountId' | 'role'>,
): Promise<void> {
  await sql`
    select
      set_config('diaban.account_id', ${accountId}, true),
      set_config('diaban.role', ${role}, true)`;
}
