import type { Context } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { clientAddress } from '#server/http/client-address.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';
import { isCode, type SetUpService } from '#server/set-up.ts';

/**
 * Wrong codes a minute from an address. No number counts for all addresses together: strangers would keep the right code
 * out by it. Guessing is hopeless all the same: a drawn code has 120 bits, a chosen one at least 16 characters, and ten
 * thousand addresses try fewer than 2^35 of them in a year.
 */
const MOST_WRONG = 5;
/** Wrong codes of an installation, and the addresses that have shown the right one. */
type Tries = { wrong: MinuteRate; proven: Set<string> };
const triesOf = new WeakMap<SetUpService, Tries>();

/**
 * Throws `set_up.wrong_code`, and `request.too_many` once an address has sent too many wrong codes within a minute; then
 * for the right code too, unless it has come from there before.
 */
export function refuseWrongCode(context: Context<AppEnv>, given: string): void {
  const { setUp } = context.var.deps;
  const tries = triesOf.get(setUp) ?? { wrong: new MinuteRate(), proven: new Set() };
  triesOf.set(setUp, tries);
  const from = String(clientAddress(context));
  const now = performance.now();
  const seconds = tries.proven.has(from) ? null : tries.wrong.take(from, MOST_WRONG - 1, now, 0);
  if (seconds !== null) throw new AppError('request.too_many', { parameters: { seconds } });
  if (!isCode(setUp, given)) {
    tries.wrong.take(from, MOST_WRONG, now);
    throw new AppError('set_up.wrong_code');
  }
  tries.proven.add(from);
}
