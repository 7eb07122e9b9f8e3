/**
 * Counts how much of one kind each account has under way at the same time.
 * @param most number for each account
 */
export class AtOnce {
  readonly #most: number;
  readonly #underWay = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one of the account's places. Gives a function that frees it once, or null where all are taken. */
  enter(accountId: string): (() => void) | null {
    const before = this.#underWay.get(accountId) ?? 0;
    if (before >= this.#most) return null;
    this.#underWay.set(accountId, before + 1);
    let isFree = false;
    return () => {
      if (isFree) return;
      isFree = true;
      const left = (this.#underWay.get(accountId) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(accountId);
      else this.#underWay.set(accountId, left);
    };
  }
}
