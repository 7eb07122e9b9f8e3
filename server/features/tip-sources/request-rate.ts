const MINUTE_MILLISECONDS = 60_000;

type Window = { startedAt: number; count: number };

/**
 * Counts the requests of each key in windows of a minute that begin with its first request. Kept by this
 * process: where several serve, each grants the rate.
 */
export class RequestRate {
  readonly #windows = new Map<string, Window>();

  /**
   * Counts one more request. Gives the seconds to wait when the minute's are used up, else null.
   * @param now milliseconds, never going back
   */
  take(key: string, perMinute: number, now: number): number | null {
    const known = this.#windows.get(key);
    if (known === undefined || now - known.startedAt >= MINUTE_MILLISECONDS) {
      this.#windows.set(key, { startedAt: now, count: 1 });
      return null;
    }
    if (known.count >= perMinute) {
      return Math.ceil((known.startedAt + MINUTE_MILLISECONDS - now) / 1_000);
    }
    known.count += 1;
    return null;
  }

  /** True when the key's present window has just begun. */
  isFirst(key: string): boolean {
    return this.#windows.get(key)?.count === 1;
  }
}
