import type { Database, TransactionSql } from '#server/db/client.ts';
import { asActor, asOwner } from '#server/db/transaction.ts';
import type { Reach, Role } from '#server/contract/permission.ts';

/** The own account of whoever tries a row. */
export const ME = '$me';

/** Persons of the cases. Each is an account of its own name; the commune of leader and officer is number 1. */
const PEOPLE: Record<Role | 'source', Reach> = {
  analyst: 'city',
  coordinator: 'city',
  planner: 'city',
  leader: 'communes',
  officer: 'communes',
  inspector: 'routes',
  admin: 'none',
  auditor: 'log',
  source: 'source',
};

type Row = Record<string, unknown>;
/** Names of persons with a space between them, and the keys of the rows that each of them reaches. */
type Reached = Record<string, string>;

/** Rows that everybody tries to add, and the persons who may. */
export type Adds = readonly (readonly [row: Row, persons: string])[];

/** Rows that each person reaches of one table; persons who are not named reach nothing. */
export type TableReach = {
  table: string;
  /** Column that names a row. */
  key?: string;
  rows?: readonly Row[];
  reads?: Reached;
  adds?: Adds;
  /** Assignments that everybody tries on all rows in reach; `refused` where a new row is not allowed. */
  changes?: readonly (readonly [assignments: string, Reached])[];
  removes?: Reached;
};

/** Runs statements one by one and takes each of them back. @returns what each gave, or that it was refused */
const OUTCOMES = `
create function outcomes_of(statements text[]) returns text[] language plpgsql as $$
declare
  results text[] := '{}';
  statement text;
  given text;
begin
  foreach statement in array statements loop
    begin
      execute statement into given;
      raise exception using errcode = 'TAKEN', message = coalesce(given, '');
    exception
      when sqlstate 'TAKEN' then results := results || sqlerrm;
      when insufficient_privilege then results := results || 'refused'::text;
      -- Keys are compared once a policy has let the row in.
      when unique_violation then results := results || 'added'::text;
      when others then results := results || ('failed: ' || sqlerrm);
    end;
  end loop;
  return results;
end
$$`;

/** Enters the rows of the cases into tables without constraints, see `BARE_TABLES`. */
export async function enterRows(database: Database, cases: readonly TableReach[]): Promise<void> {
  await asOwner(database, async (sql) => {
    await sql.unsafe(OUTCOMES);
    for (const { table, rows = [] } of cases) {
      if (rows.length > 0) await sql.unsafe(rows.map((row) => insert(table, row)).join(';'));
    }
  });
}

/** By table, by person and by what was tried: what it gave. */
export type Tried = Record<string, Record<string, Record<string, string>>>;

/** Tries everything of all cases as each person. */
export async function tryReach(database: Database, cases: readonly TableReach[]): Promise<Tried> {
  const found: Tried = Object.fromEntries(cases.map(({ table }) => [table, {}]));
  for (const [person, reach] of Object.entries(PEOPLE)) {
    const tries = cases.flatMap((given) =>
      Object.entries(triesOf(given, person)).map(([name, statement]) => ({
        table: given.table,
        name,
        statement,
      })),
    );
    const communeIds = reach === 'communes' ? [1] : [];
    const outcomes = await asActor(
      database,
      { accountId: person, role: person, reach, communeIds },
      (sql) => outcomesOf(sql, tries),
    );
    for (const [at, { table, name }] of tries.entries()) {
      ((found[table] ??= {})[person] ??= {})[name] = outcomes[at] ?? '';
    }
  }
  return found;
}

/** The same for one table as {@link tryReach} finds, from what the case says by hand. */
export function expectedReach(given: TableReach): Tried[string] {
  return Object.fromEntries(
    Object.keys(PEOPLE).map((person) => {
      const of = (reached: Reached) =>
        Object.entries(reached)
          .filter(([persons]) => persons.split(' ').includes(person))
          .map(([, keys]) => keys.split(' ').toSorted().join(' '))
          .join(' ');
      return [
        person,
        {
          ...(given.reads && { reads: of(given.reads) }),
          ...Object.fromEntries(
            (given.adds ?? []).map(([row, persons]) => [
              `adds ${JSON.stringify(row)}`,
              persons.split(' ').includes(person) ? 'added' : 'refused',
            ]),
          ),
          ...Object.fromEntries(
            (given.changes ?? []).map(([assignments, reached]) => [
              `sets ${assignments}`,
              of(reached),
            ]),
          ),
          ...(given.removes && { removes: of(given.removes) }),
        },
      ];
    }),
  );
}

function triesOf(given: TableReach, person: string): Record<string, string> {
  const { table, key = 'id' } = given;
  const keys = `select string_agg(key, ' ' order by key collate "C")`;
  const tries: Record<string, string> = {};
  if (given.reads)
    tries['reads'] = `${keys} from (select (${key})::text as key from ${table}) as seen`;
  for (const [row] of given.adds ?? []) {
    const own = JSON.parse(JSON.stringify(row).replaceAll(ME, person)) as Row;
    tries[`adds ${JSON.stringify(row)}`] = `with added as (${insert(table, own)}) select 'added'`;
  }
  for (const [assignments] of given.changes ?? []) {
    const own = assignments.replaceAll(ME, person);
    const changed = `update ${table} set ${own} returning (${key})::text as key`;
    tries[`sets ${assignments}`] = `with changed as (${changed}) ${keys} from changed`;
  }
  if (given.removes) {
    const removed = `delete from ${table} returning (${key})::text as key`;
    tries['removes'] = `with removed as (${removed}) ${keys} from removed`;
  }
  return tries;
}

function insert(table: string, row: Row): string {
  const columns = Object.keys(row).join(', ');
  const text = JSON.stringify(row).replaceAll("'", "''");
  return `insert into public.${table} (${columns}) overriding system value
    select ${columns} from jsonb_populate_record(null::public.${table}, '${text}')`;
}

async function outcomesOf(
  sql: TransactionSql,
  tries: readonly { statement: string }[],
): Promise<string[]> {
  const statements = tries.map(({ statement }) => statement);
  const [row] = await sql<{ outcomes: string[] }[]>`
    select outcomes_of(${statements}::text[]) as outcomes`;
  return row?.outcomes ?? [];
}
