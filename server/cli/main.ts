/** A command gives its exit code. Its own file says what it takes. */
type CommandModule = { run(args: readonly string[]): Promise<number> };
type Command = { usage: string; load(): Promise<CommandModule> };

// Loaded when named, so that `help` opens no database.
const COMMANDS: Record<string, Command> = {
  'attachments-to-store': { usage: '', load: () => import('./attachments-to-store.ts') },
  backup: { usage: 'FILE', load: () => import('./backup.ts') },
  'check-backup': { usage: 'FILE [--noted <hash>]', load: () => import('./check-backup.ts') },
  'create-admin': {
    usage: '--username <name> [--name <full name>] [--password-stdin]',
    load: () => import('./create-admin.ts'),
  },
  'emergency-access': {
    usage: '--username <name> [--hours n] [--remove-second-factor]',
    load: () => import('./emergency-access.ts'),
  },
  generate: {
    usage: '--points N [--events M] [--seed S] [--until YYYY-MM-DD]',
    load: () => import('./generate.ts'),
  },
  'import-boundaries': {
    usage:
      'FILE --source <where from> [--source-date d] [--licence l] [--valid-from d] [--encoding e] [--srid n] [--layer name] [--dry-run] [--allow-partial] [--accept-conflicts]',
    load: () => import('./import-boundaries.ts'),
  },
  'import-former-communes': {
    usage: 'FILE --source <where from>',
    load: () => import('./import-former-communes.ts'),
  },
  'import-gazetteer': {
    usage:
      'FILE --source <where from> [--source-date d] [--licence l] [--error-metres n] [--columns field=heading,…] [--dry-run]',
    load: () => import('./import-gazetteer.ts'),
  },
  'import-osm': {
    usage:
      'FILE --source <where from> [--only communes,roads,gazetteer,ground] [--source-date d] [--licence l] [--dry-run] | --undo',
    load: () => import('./import-osm.ts'),
  },
  'import-points': {
    usage: 'FILE --as <username> [--mapping FILE.json] [--write]',
    load: () => import('./import-points.ts'),
  },
  'import-roads': {
    usage: 'FILE --source <where from> [--source-date d] [--licence l] [--dry-run]',
    load: () => import('./import-roads.ts'),
  },
  migrate: { usage: '', load: () => import('./migrate.ts') },
  restore: { usage: 'FILE [--noted <hash>]', load: () => import('./restore.ts') },
  'rotate-log-key': { usage: '', load: () => import('./rotate-log-key.ts') },
  'try-upgrade': { usage: '', load: () => import('./try-upgrade.ts') },
  'verify-audit': {
    usage:
      '[--noted <hash>] [--anchors FILE|FOLDER]… [--receipt FILE [--body FILE]] [--head FILE]… [--proof FILE]… [--keys FILE [--log FILE.ndjson]]; --help says what each does',
    load: () => import('./verify-audit.ts'),
  },
};

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command !== undefined) return await (await command.load()).run(args);
  const lines = Object.entries(COMMANDS).map(([key, { usage }]) => `  ${key} ${usage}`);
  console.log(['npm run cli -- <command> …', ...lines].join('\n'));
  return name === undefined || name === 'help' ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
