import { TestRunner } from 'vitest';

type Seen<Case extends string> = {
  /** Notes that a run met the case, if `isSo` is true, and returns `isSo`: `if (!seen('may', isAllowed)) return;` */
  (name: Case, isSo?: boolean): boolean;
};

/**
 * Runs a property and fails where too few of its runs met their cases: an assertion behind a condition proves nothing
 * while the condition never holds. The verbose report shows the counts beside the test.
 * @param shares smallest share of all runs for each case, by its name
 * @param property calls `seen` in each of its runs, once for each case
 */
export function reached<Case extends string, Result extends Promise<void> | void>(
  shares: Readonly<Record<Case, number>>,
  property: (seen: Seen<Case>) => Result,
): Result {
  const counts = new Map<string, { runs: number; reached: number }>();
  const outcome = property((name, isSo = true) => {
    const { runs, reached: before } = counts.get(name) ?? { runs: 0, reached: 0 };
    counts.set(name, { runs: runs + 1, reached: before + Number(isSo) });
    return isSo;
  });
  const judge = (): void => {
    for (const [name, share] of Object.entries<number>(shares)) judgeCase(name, share, counts);
  };
  if (outcome instanceof Promise) return outcome.then(judge) as Result;
  judge();
  return outcome;
}

function judgeCase(
  name: string,
  share: number,
  counts: ReadonlyMap<string, { runs: number; reached: number }>,
): void {
  const { runs, reached: hits } = counts.get(name) ?? { runs: 0, reached: 0 };
  const message = `${name}: reached in ${hits} of ${runs} runs, at least ${100 * share} % are asked for`;
  void TestRunner.getCurrentTest()?.context.annotate(message);
  if (runs === 0 || hits < share * runs) throw new Error(message);
}
