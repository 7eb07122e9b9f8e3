import { AsyncLocalStorage } from 'node:async_hooks';

import type { Reach } from '#server/contract/permission.ts';

import type { Database, TransactionSql } from './client.ts';
import { whileOpen } from './transaction-fence.ts';
import { type AuditLine, tellOfNewLines, writeAuditLines } from './transaction-lines.ts';

/** Identity under which a transaction runs, for row-level security. */
export type ActorContext = {
  accountId: string;
  role: string;
  reach: Reach;
  communeIds: readonly number[];
};

const STATEMENT_MILLISECONDS = 30_000;
const SYSTEM_STATEMENT_MILLISECONDS = 600_000;
const LOCK_MILLISECONDS = 10_000;
const READ_ONLY = 'read only';
const ONE_MOMENT = 'isolation level repeatable read read only';
const MOST_ATTEMPTS = 4;
/** Serialisation failure and dead-lock: the whole transaction may simply be run again. */
const WORTH_REPEATING = new Set(['40001', '40P01']);

/** The transaction that the running call chain is inside of; a chain that outlives it sees it closed. */
const current = new AsyncLocalStorage<{ database: Database; open: boolean }>();

/**
 * One transaction in the name of a person: it runs under the application's role, so that row-level
 * security holds even where a statement forgets its own condition. `work` may run more than once.
 */
export async function asActor<T>(
  database: Database,
  actor: ActorContext,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return transaction(
    database,
    async (sql) => sentWith(becomeActor(sql, actor), () => work(sql)),
    AS_ACTOR,
  );
}

/** Lets the rest of a transaction of a person run in the name of another one, with that one's reach. */
export async function actAs(sql: TransactionSql, actor: ActorContext): Promise<void> {
  await becomeActor(sql, actor);
}

/**
 * Reads in the name of a person, like {@link asActor}, where `work` asks for everything at once: from `begin` to
 * `commit` all goes to the database in one piece, and comes back in one. A statement that waits for the answer of
 * another one is refused.
 */
export async function readAsActor<T>(
  database: Database,
  actor: ActorContext,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return readAtOnce(
    database,
    (sql) => sentWith(becomeActor(sql, actor), () => work(sql)),
    AS_ACTOR,
  );
}

/** Takes over the identity and the limits of a person until the transaction ends. */
function becomeActor(sql: TransactionSql, actor: ActorContext): Promise<unknown> {
  // One statement, and local ones only: the embedded database shares its session with everybody.
  return sql`
    select
      set_config('role', 'diaban_app', true),
      set_config('diaban.account_id', ${actor.accountId}, true),
      set_config('diaban.role', ${actor.role}, true),
      set_config('diaban.reach', ${actor.reach}, true),
      set_config('diaban.commune_ids', ${actor.communeIds.join(',')}, true),
      set_config('statement_timeout', ${String(STATEMENT_MILLISECONDS)}, true),
      set_config('lock_timeout', ${String(LOCK_MILLISECONDS)}, true)`;
}

/** One transaction of the system itself: sign-in, migrations, reference data, jobs. */
export async function asSystem<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return transaction(database, async (sql) => sentWith(becomeSystem(sql), () => work(sql)));
}

/** Reads as the system itself, at once like {@link readAsActor}. */
export async function readAsSystem<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return readAtOnce(database, (sql) => sentWith(becomeSystem(sql), () => work(sql)));
}

function becomeSystem(sql: TransactionSql): Promise<unknown> {
  return sql`
    select
      set_config('diaban.role', 'system', true),
      set_config('diaban.reach', 'city', true),
      set_config('statement_timeout', ${String(SYSTEM_STATEMENT_MILLISECONDS)}, true),
      set_config('lock_timeout', ${String(LOCK_MILLISECONDS)}, true)`;
}

/** Sends the first statement of some work together with one before it, which the database does first. */
async function sentWith<T>(before: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  before.catch(() => undefined);
  try {
    return await work();
  } finally {
    // Its failure explains why all after it were refused.
    await before;
  }
}

/**
 * Looks something up as the system, at once like {@link readAsActor}. It sets nothing: the limits are those of the
 * connection.
 */
export async function lookUp<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return readAtOnce(database, work);
}

/**
 * One read-only transaction of the system, in which all statements see the same moment. It sets nothing; the limits are
 * those of the connection.
 */
export async function readOneMoment<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  refuseNesting(database);
  return attemptOnce(database, work, { mode: ONE_MOMENT });
}

/**
 * Begins a second {@link readOneMoment} inside the first, over another connection. Its `work` first takes over the
 * snapshot of the first one. Throws where the pool has only one connection, since it would wait for ever.
 */
export async function readBeside<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  if (database.connections < 2) throw new Error('There is no second connection to read over.');
  // A snapshot can be taken over only before anything is asked, also before the limits are set.
  return attemptOnce(database, work, { mode: ONE_MOMENT, limited: false });
}

/** One transaction that sets its own limits and runs once: a migration, or the rows of a backup. */
export async function asOwner<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  refuseNesting(database);
  return attemptOnce(database, work, { owner: true });
}

async function transaction<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
  manner: Manner = {},
): Promise<T> {
  refuseNesting(database);
  return repeating(() => attemptOnce(database, work, manner));
}

/** Repeats a transaction that met another one, or on a standby what it follows, at most three times. */
async function repeating<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts >= MOST_ATTEMPTS || !isWorthRepeating(error)) throw error;
    }
  }
}

/** Runs a transaction whose statements are all sent before the first answer. */
async function readAtOnce<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
  { asSystem: isSystem = true }: Manner = {},
): Promise<T> {
  refuseNesting(database);
  return repeating(() => attemptAtOnce(database, work, isSystem));
}

async function attemptAtOnce<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
  isSystem: boolean,
): Promise<T> {
  const mark = { database, open: true };
  const lines: AuditLine[] = [];
  const run = async (sql: TransactionSql) => {
    const limits = Promise.all([
      isSystem ? takeSystemRole(sql, database) : undefined,
      database.pooled ? setSessionLimits(sql) : undefined,
    ]);
    limits.catch(() => undefined);
    const reading = current.run(mark, () => whileOpen(sql, () => mark.open, work, lines));
    // The driver sends `commit` then: nothing may be sent behind it.
    process.nextTick(() => (mark.open = false));
    const result = await reading;
    await limits;
    if (lines.length > 0) throw new Error('A reading writes no line into the log.');
    return result;
  };
  return database.sql.atOnce(READ_ONLY, run);
}

/**
 * `owner`: as the owner of the tables. `limited`: with the limits of a session, which the connections of a pooler lack.
 * `asSystem`: in everybody's reach; a person's transaction takes over its own role.
 */
type Manner = { mode?: string; owner?: boolean; limited?: boolean; asSystem?: boolean };
const AS_ACTOR: Manner = { asSystem: false };

async function attemptOnce<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
  {
    mode = '',
    owner = false,
    limited = database.pooled && !owner,
    asSystem: isSystem = !owner,
  }: Manner = {},
): Promise<T> {
  const mark = { database, open: true };
  const run = async (sql: TransactionSql) => {
    const role = isSystem ? takeSystemRole(sql, database) : undefined;
    const limits = limited ? setSessionLimits(sql) : undefined;
    const lines: AuditLine[] = [];
    const result = await sentWith(Promise.all([role, limits]), () =>
      current.run(mark, () => whileOpen(sql, () => mark.open, work, lines)),
    );
    if (lines.length === 0) return { result, logged: null };
    // Not awaited, so that the commit is sent with it.
    const logged = writeAuditLines(sql, lines);
    logged.catch(() => undefined);
    return { result, logged };
  };
  try {
    const begun = owner ? ownerOf(database).begin(mode, run) : database.sql.begin(mode, run);
    const { result, logged } = await begun;
    // Where a line was refused, the commit has undone the transaction.
    await logged;
    if (logged !== null) tellOfNewLines(database);
    return result;
  } finally {
    // Closes it also where the connection was lost and the work does not know yet.
    mark.open = false;
  }
}

/** A role that bypasses the walls between persons, where the sign-in of the service alone may do nothing. */
async function takeSystemRole(sql: TransactionSql, { systemRole }: Database): Promise<void> {
  // No query yet: a snapshot of another transaction can still be taken over.
  if (systemRole !== null) await sql.unsafe(`set local role ${systemRole}`).execute();
}

function ownerOf({ owner }: Database): NonNullable<Database['owner']> {
  if (owner !== null) return owner;
  throw new Error(
    'Only the owner of the tables can do this, and DATABASE_URL signs in as a role that owns nothing: ' +
      'set DATABASE_OWNER_URL, or run it by `npm run cli` with the address of the owner as DATABASE_URL.',
  );
}

/** The limits that a connection of our own has from its start; one of a pooler has them for the transaction alone. */
async function setSessionLimits(sql: TransactionSql): Promise<void> {
  // Sent ahead of all that is asked for after it, which may set tighter ones.
  await sql`
    select
      set_config('jit', 'off', true),
      set_config('statement_timeout', '120000', true),
      set_config('lock_timeout', '15000', true),
      set_config('idle_in_transaction_session_timeout', '120000', true)`.execute();
}

/** The inner one would wait for ever for the only connection of the embedded database. */
function refuseNesting(database: Database): void {
  const outer = current.getStore();
  if (outer?.open === true && outer.database === database) {
    throw new Error('A transaction was begun inside another: hand the outer one down instead.');
  }
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof Error && 'code' in error && WORTH_REPEATING.has(String(error.code));
}
