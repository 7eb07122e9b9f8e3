import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Source files whose mutants are tried, and the tests that should kill them. */
export type Room = {
  files: RegExp;
  /** A project of vite.config.ts. */
  project: 'unit' | 'api';
  /** Tests to run where no imports lead from tests to the files. */
  tests?: readonly string[];
};

const ROOMS: Readonly<Record<string, Room>> = {
  contract: { files: /^server\/contract\//, project: 'unit' },
  rules: {
    files: /^server\/(?!contract|methods|engine).*\/(([a-z-]+-)?rules|rules\/[a-z-]+)\.ts$/,
    project: 'unit',
  },
  methods: { files: /^server\/methods\//, project: 'unit' },
  engine: { files: /^server\/engine\//, project: 'unit' },
  /** Statements and commands, tried on copies of the prepared database by the tests that are named after the feature. */
  sql: { files: /^server\/features\/.*(queries|commands)\.ts$/, project: 'api' },
  outbox: { files: /^client\/(offline\/outbox\/|api\/keyed-fetch)/, project: 'unit' },
  idempotency: {
    files: /^server\/(http\/idempotency|db\/write-once|db\/keyed-write)/,
    project: 'api',
    tests: [
      'tests/api/idempotency.test.ts',
      'tests/db/write-once.test.ts',
      'tests/db/keyed-answers.test.ts',
    ],
  },
};
/** The rooms without a database: the default. */
const PURE = ['contract', 'rules', 'methods', 'engine', 'outbox'];

/** Finds rooms by their names; a name may be the path of a folder or a file too. */
export function findRooms(names: readonly string[]): [name: string, room: Room][] {
  return (names.length === 0 ? PURE : names).map((name) => {
    const room = ROOMS[name] ?? { files: new RegExp(`^${name}`), project: 'unit' as const };
    if (filesOf(room).length > 0) return [name, room];
    throw new Error(`There is no room ${name}. Rooms: ${Object.keys(ROOMS).join(', ')}`);
  });
}

/** Lists the source files of a room, without tests. */
export function filesOf({ files }: Room): string[] {
  return sourceFiles().filter((file) => files.test(file) && !/\.test\.tsx?$/.test(file));
}

/** Finds the tests of interface and database that are named after the feature of a file. */
export function testsNamedAfter(file: string): string[] {
  const [, , feature = ''] = file.split('/');
  const stem = feature.replace(/s$/, '');
  return sourceFiles().filter(
    (test) => /^tests\/(api|db)\/.*\.test\.ts$/.test(test) && basename(test).includes(stem),
  );
}

/** Lists every file of TypeScript, tests as well. */
export function sourceFiles(): string[] {
  return ['server', 'client', 'tests'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
      .map((file) => join(folder, file))
      .toSorted(),
  );
}
