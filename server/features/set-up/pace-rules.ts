import { AppError } from '#server/contract/problem.ts';

const MINUTE_MILLISECONDS = 60_000;
/** An eighth of a megabit a second: slower than any line over which a backup is sent. */
const LEAST_BYTES_OF_MINUTE = 1_048_576;
const LONGEST_MILLISECONDS = 3_600_000;

/** Speed of the sender of a backup, who holds the only place of a restore meanwhile. Times are milliseconds that never go back. */
export class SenderPace {
  readonly #beganAt: number;
  #minute: { endsAt: number; bytes: number };

  constructor(now: number) {
    this.#beganAt = now;
    this.#minute = { endsAt: now + MINUTE_MILLISECONDS, bytes: 0 };
  }

  /** Counts bytes that have arrived. */
  take(bytes: number): void {
    this.#minute.bytes += bytes;
  }

  /**
   * Judges the minute that is over, if one is; gives the milliseconds until the next one is.
   * @throws AppError `set_up.cut` where nothing came in it; `set_up.too_slow` where less than 1 MiB came, or after an hour
   */
  judge(now: number): number {
    if (now - this.#beganAt >= LONGEST_MILLISECONDS) throw new AppError('set_up.too_slow');
    const { endsAt, bytes } = this.#minute;
    if (now < endsAt) return endsAt - now;
    if (bytes === 0) throw new AppError('set_up.cut');
    if (bytes < LEAST_BYTES_OF_MINUTE) throw new AppError('set_up.too_slow');
    this.#minute = { endsAt: now + MINUTE_MILLISECONDS, bytes: 0 };
    return MINUTE_MILLISECONDS;
  }
}
