import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import { isSignificant, pFormula } from './p-value.ts';

type Words = { analysis: Text['analysis']; format: Format };
type Named = SurvivalCurve & { name: string };
type NameOf = (key: string) => string;

/** Describes a curve in sentences that are right for none, one and many closures. */
export function curveSentences(curve: Named, words: Words): string[] {
  const { analysis, format } = words;
  const { name, lastDays, resumedDays } = curve;
  if (curve.closures === 0) return [analysis.sentenceNone({ name })];
  if (resumedDays === null) return [standing(curve, words)];
  const gap = analysis.sentenceGap({
    name,
    from: format.number(lastDays, 0),
    to: format.number(resumedDays, 0),
  });
  return lastDays === 0 ? [gap] : [standing(curve, words), gap];
}

function standing(curve: Named, { analysis, format }: Words): string {
  const { name, at, steps } = curve;
  const number = (value: number) => format.number(value, 0);
  const closures = number(curve.closures);
  const watched = number(curve.lastDays);
  if (steps.length === 0 && curve.recurrences === 0) {
    return analysis.sentenceAllQuiet({ name, closures, days: watched });
  }
  const lastStep = steps.at(-1);
  if (lastStep?.survival === 0) return analysis.sentenceGone({ name, days: number(lastStep.days) });
  const last = at.at(-1);
  const recurrences = number(curve.recurrences);
  if (last === undefined) {
    return analysis.sentenceShort({ name, closures, recurrences, days: watched });
  }
  const days = number(last.days);
  // Nothing has come back yet: no interval can be given.
  if (last.interval === null) return analysis.sentenceStillQuiet({ name, days, recurrences });
  const [low, high] = last.interval.map((bound) => format.percent(bound, 0));
  return analysis.sentence({
    name,
    days,
    share: format.percent(last.survival, 0),
    low: low ?? '',
    high: high ?? '',
  });
}

/** Says whether the curves differ, and which of them could be compared at all. */
export function testSentences(
  survival: Survival,
  nameOf: NameOf,
  { analysis }: Pick<Words, 'analysis'>,
): string[] {
  const { test } = survival;
  const keys = survival.curves
    .filter(({ key, closures }) => closures > 0 && !(key === 'all' && survival.by === 'commune'))
    .map(({ key }) => key);
  if (keys.length < 2) return [];
  const byCategory = survival.by !== 'category';
  if (test === null) return [byCategory ? analysis.testNoneByCategory : analysis.testNone];
  const sentence = isSignificant(test.p) ? analysis.testDiffers : analysis.testSame;
  const compared = test.compared.flat();
  const alone = keys.filter((key) => !compared.includes(key));
  const listed = (some: readonly string[]) => some.map(nameOf).join(', ');
  return [
    sentence,
    ...(test.compared.length > 1
      ? [analysis.testSets({ sets: test.compared.map(listed).join('; ') })]
      : []),
    ...(alone.length > 0 ? [analysis.testAlone({ names: listed(alone) })] : []),
  ];
}

/** Names the test behind the sentence about a difference, and its p; nothing where none was made. */
export function testBasis({ by, test }: Survival, { analysis, format }: Words): string[] {
  if (test === null) return [];
  const kind = by === 'category' ? analysis.logRank : analysis.logRankByCategory;
  const named = test.by === 'permutation' ? analysis.permuted({ test: kind }) : kind;
  return [analysis.testBasis({ test: named, p: pFormula(test.p, format) })];
}

/** Lists the pairs of curves that differ. */
export function pairSentences(survival: Survival, nameOf: NameOf, words: Words): string[] {
  const { analysis, format } = words;
  return survival.pairs
    .filter(({ p }) => isSignificant(p))
    .map(({ first, second, p }) =>
      analysis.pair({ first: nameOf(first), second: nameOf(second), p: pFormula(p, format) }),
    );
}
