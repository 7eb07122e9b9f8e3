import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import { giveEmergencyAccess } from '#server/features/accounts/emergency-commands.ts';

import { withDatabase } from './open-database.ts';

const OPTIONS = {
  username: { type: 'string' },
  hours: { type: 'string', default: '24' },
  'remove-second-factor': { type: 'boolean', default: false },
} as const;
const MOST_HOURS = 168;

/**
 * Gives an administrator a one-time password while the organisation's sign-on is down: `--username u [--hours 24]`. With
 * `--remove-second-factor` a lost authenticator is forgotten too, and must be set up anew.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { username } = values;
  const hours = Number(values.hours);
  if (username === undefined || !Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) {
    console.error(
      `Say which: emergency-access --username <name> [--hours 1…${MOST_HOURS}] [--remove-second-factor]`,
    );
    return 1;
  }
  const removesSecondFactor = values['remove-second-factor'];
  const given = await withDatabase((database) =>
    giveEmergencyAccess({ database, clock: systemClock }, { username, hours, removesSecondFactor }),
  );
  if (given === null) {
    console.error(`No administrator in office is called ${username}; create-admin makes one.`);
    return 1;
  }
  console.log(`Administrator ${username} can sign in with a password until ${given.expiresAt}.`);
  console.log(`Password, shown only now, to be changed at first sign-in: ${given.password}`);
  return 0;
}
