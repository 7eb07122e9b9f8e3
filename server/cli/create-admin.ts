import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import { Username } from '#server/contract/account.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import { openAdminAccount } from '#server/features/accounts/first-admin-commands.ts';

import { configurationOfEnvironment, withDatabase } from './open-database.ts';

const OPTIONS = {
  username: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
} as const;

/**
 * Opens an administrator's account: `--username u [--name n] [--password-stdin]`. Without
 * `--password-stdin` a password is made and printed once; an option would end up in the shell's history.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { username } = values;
  if (username === undefined) {
    console.error(
      'Say which: create-admin --username <name> [--name <full name>] [--password-stdin]',
    );
    return 1;
  }
  if (!Username.safeParse(username).success) {
    console.error('A username has 3 to 30 signs out of a-z, 0-9, "_" and ".".');
    return 1;
  }
  const typed = values['password-stdin'] ? await text(process.stdin) : null;
  const input = {
    username,
    name: values.name ?? username,
    password: typed === null ? null : typed.replace(/\r?\n$/, ''),
  };
  try {
    const opened = await withDatabase(async (database) => {
      // The first administrator may well be made before the first start.
      const given = { database, clock: systemClock, newId: randomUUID };
      return await openAdminAccount({ ...given, config: configurationOfEnvironment() }, input);
    });
    console.log(`Administrator ${opened.username} can sign in.`);
    if (opened.generatedPassword !== null) {
      console.log(
        `Password, shown only now, to be changed at first sign-in: ${opened.generatedPassword}`,
      );
    }
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'en', error.parameters));
    return 1;
  }
}
