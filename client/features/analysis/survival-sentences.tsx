import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import classes from './analysis.module.css';
import { pValue } from './p-value.ts';

type Named = SurvivalCurve & { name: string };

/** The curves in plain sentences, and whether they are seen to differ at all. */
export function SurvivalSentences({
  survival,
  curves,
  nameOf,
}: {
  survival: Survival;
  curves: readonly Named[];
  nameOf: (key: string, name: string | null) => string;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const p = (value: number) => pValue(value, format);
  const test = survival.by === 'category' ? analysis.logRank : analysis.logRankByCategory;
  const sentenceOf = (curve: Named): string => {
    const { name } = curve;
    const [closures, recurrences] = [curve.closures, curve.recurrences].map((count) =>
      format.number(count),
    );
    if (curve.recurrences === 0) {
      return analysis.sentenceAllQuiet({ name, closures: closures ?? '' });
    }
    const at = curve.at.findLast(({ interval }) => interval !== null);
    if (at === undefined || at.interval === null) {
      return analysis.sentenceShort({
        name,
        closures: closures ?? '',
        recurrences: recurrences ?? '',
      });
    }
    return analysis.sentence({
      name,
      days: format.number(at.days),
      share: format.percent(at.survival, 0),
      low: format.percent(at.interval[0], 0),
      high: format.percent(at.interval[1], 0),
    });
  };
  const nameOfKey = (key: string) =>
    nameOf(key, survival.groups.find((group) => group.key === key)?.name ?? null);
  const differing = survival.pairs.filter((pair) => pair.p < 0.05);
  return (
    <div className={classes.sentences} style={{ marginTop: 12 }}>
      {curves.map((curve) => (
        <p key={curve.key}>{sentenceOf(curve)}</p>
      ))}
      {survival.test !== null && (
        <p>
          {survival.test.p < 0.05
            ? analysis.testDiffers({ test, p: p(survival.test.p) })
            : analysis.testSame({ test, p: p(survival.test.p) })}
        </p>
      )}
      {differing.map((pair) => (
        <p key={`${pair.first} ${pair.second}`} className={classes.quiet}>
          {analysis.pair({
            first: nameOfKey(pair.first),
            second: nameOfKey(pair.second),
            p: p(pair.p),
          })}
        </p>
      ))}
    </div>
  );
}
