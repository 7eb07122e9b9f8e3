/**
 * Test files of database and interface that also run on the embedded database: those in which it could answer
 * differently from a server, and one call of every operation. All others run on the server alone.
 */
export const EMBEDDED_FILES: Readonly<Record<string, string>> = {
  'tests/db/audit-chain.test.ts': 'one session: the chain is built without locks between sessions',
  'tests/db/backup.test.ts': 'reads by cursor, writes without COPY',
  'tests/db/boundaries.test.ts': 'its own build of GEOS mends and overlays',
  'tests/db/boundary-faults.test.ts': 'its own build of GEOS mends and overlays',
  'tests/db/column-types.test.ts': 'its own build of PostgreSQL hands values over',
  'tests/db/engine-load.test.ts': 'one connection: the engine is loaded in one transaction',
  'tests/db/failed-begin.test.ts':
    'it answers otherwise where a statement fails that was sent with the commit',
  'tests/db/ground.test.ts': 'tiles are bytes',
  'tests/db/jobs.test.ts': 'claims of jobs in one session',
  'tests/db/killed-import.test.ts': 'an import holds the only session when it is killed',
  'tests/db/migrations.test.ts': 'migrations without an advisory lock',
  'tests/db/query-plans.test.ts': 'its planner must find the same indexes',
  'tests/db/row-level-security.test.ts': 'roles change within one session',
  'tests/db/test-database.test.ts': 'its template is a folder',
  'tests/db/transaction.test.ts': 'transactions queue for one session',
  'tests/api/act-batches.test.ts': 'the lives of many points are read in one session',
  'tests/api/attachments.test.ts': 'an upload holds the only session',
  'tests/api/bad-geometry.test.ts': 'its own build of GEOS judges shapes',
  'tests/api/boundaries.test.ts': 'an import holds the only session',
  'tests/api/demo.test.ts': 'a first start tells the demonstration into it',
  'tests/api/every-route.test.ts': 'every operation, at the door',
  'tests/api/fuzz.test.ts': 'every operation, behind the door',
  'tests/api/idempotency.test.ts': 'two requests at once share a session',
  'tests/api/live.test.ts': 'no LISTEN: the process tells itself',
  'tests/api/operations.test.ts': 'health of a database inside the process',
  'tests/api/point-imports.test.ts': 'thousands of rows without COPY',
  'tests/api/route-recurrences.test.ts': 'three runs of one job share a session',
  'tests/api/stop.test.ts': 'it is closed in order',
};

/** Files that start the embedded database themselves, whatever the others run on: once is enough. */
export const EMBEDDED_ANYWAY: Readonly<Record<string, string>> = {
  'tests/db/kill-nine.test.ts': 'kills the process around it',
  'tests/db/lock.test.ts': 'opens one folder twice',
  'tests/api/process.test.ts': 'starts the product as a newcomer does',
};
