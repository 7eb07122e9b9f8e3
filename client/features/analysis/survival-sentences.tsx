import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import classes from './analysis.module.css';
import { curveSentences, testSentences } from './survival-words.ts';

/** The curves in plain sentences, and whether they are seen to differ at all. */
export function SurvivalSentences({
  survival,
  curves,
  nameOf,
}: {
  survival: Survival;
  curves: readonly (SurvivalCurve & { name: string })[];
  nameOf: (key: string, name: string | null) => string;
}) {
  const { analysis } = useText();
  const words = { analysis, format: useFormat() };
  const nameOfKey = (key: string) =>
    nameOf(key, survival.groups.find((group) => group.key === key)?.name ?? null);
  return (
    <div className={classes.sentences} style={{ marginTop: 12 }}>
      {curves.map((curve) => (
        <p key={curve.key}>{curveSentences(curve, words).join(' ')}</p>
      ))}
      {testSentences(survival, nameOfKey, words).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
