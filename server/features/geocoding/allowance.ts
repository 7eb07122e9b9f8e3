import type { IsoInstant } from '#server/contract/time.ts';
import { AppError } from '#server/contract/problem.ts';

/** Requests that each person may make within a minute. */
export type Allowance = {
  /** Throws `request.too_many` with the seconds until there is room again. */
  spend(accountId: string, amount: number, now: IsoInstant): void;
};

const MINUTE = 60_000;
const MOST_KNOWN = 10_000;

/** A window of a minute for each person, in this process; forgotten when it ends. */
export function createAllowance(perMinute: number): Allowance {
  const windows = new Map<string, { endsAt: number; spent: number }>();
  return {
    spend(accountId, amount, now) {
      const instant = Date.parse(now);
      const known = windows.get(accountId);
      const window =
        known !== undefined && known.endsAt > instant
          ? known
          : { endsAt: instant + MINUTE, spent: 0 };
      if (window.spent + amount > perMinute) {
        const seconds = Math.ceil((window.endsAt - instant) / 1_000);
        throw new AppError('request.too_many', { parameters: { seconds } });
      }
      window.spent += amount;
      if (windows.size >= MOST_KNOWN) windows.clear();
      windows.set(accountId, window);
    },
  };
}
