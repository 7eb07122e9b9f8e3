import { LRUCache } from 'lru-cache';

const MINUTE_MILLISECONDS = 60_000;
const MOST_KNOWN = 10_000;

type Window = { startedAt: number; count: number };

/**
 * Counts what each key asks for in windows of a minute that begin with its first request. Kept by this
 * process: where several serve, each grants the rate.
 */
export class MinuteRate {
  readonly #windows = new LRUCache<string, Window>({ max: MOST_KNOWN });

  /**
   * Counts some more. Gives the seconds to wait where that would be more than the minute's, else null.
   * @param now milliseconds, never going back
   */
  take(key: string, perMinute: number, now: number, amount = 1): number | null {
    const known = this.#windows.get(key);
    const isOpen = known !== undefined && now - known.startedAt < MINUTE_MILLISECONDS;
    const window = isOpen ? known : { startedAt: now, count: 0 };
    if (window.count + amount > perMinute) {
      return Math.ceil((window.startedAt + MINUTE_MILLISECONDS - now) / 1_000);
    }
    window.count += amount;
    this.#windows.set(key, window);
    return null;
  }

  /** True when the key's present window has just begun. */
  isFirst(key: string): boolean {
    return this.#windows.get(key)?.count === 1;
  }
}
