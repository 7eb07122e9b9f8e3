import type { Context } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { clientAddress } from '#server/http/client-address.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';
import { isCode, type SetUpService } from '#server/set-up.ts';

/** Wrong codes a minute: of one address, against a person at a desk; of all, against many machines. */
const MOST_OF_ADDRESS = 5;
const MOST_OF_ALL = 60;
const EVERYBODY = 'everybody';
const rates = new WeakMap<SetUpService, MinuteRate>();

/**
 * Throws `set_up.wrong_code`, and `request.too_many` once an address, or all together, have sent too many wrong codes
 * within a minute; then for the right code too.
 */
export function refuseWrongCode(context: Context<AppEnv>, given: string): void {
  const { setUp } = context.var.deps;
  const rate = rates.get(setUp) ?? new MinuteRate();
  rates.set(setUp, rate);
  const now = performance.now();
  const limits = [
    { key: `from ${clientAddress(context)}`, most: MOST_OF_ADDRESS },
    { key: EVERYBODY, most: MOST_OF_ALL },
  ];
  for (const { key, most } of limits) {
    const seconds = rate.take(key, most - 1, now, 0);
    if (seconds !== null) throw new AppError('request.too_many', { parameters: { seconds } });
  }
  if (isCode(setUp, given)) return;
  for (const { key, most } of limits) rate.take(key, most, now);
  throw new AppError('set_up.wrong_code');
}
