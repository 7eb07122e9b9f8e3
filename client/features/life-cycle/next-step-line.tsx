import { communeList } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './act-section.module.css';
import { nextStep } from './next-step.ts';

/** The step that the place waits for, in words; nothing where it waits for none. */
export function NextStepLine({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointActs;
  const step = nextStep(point);
  if (step === null) return null;
  const late = step.kind === 'check' && step.on < today();
  const words = () => {
    if (step.kind === 'communes') {
      const communes = step.waiting.map(({ commune }) => commune);
      return own.nextCommunes({ communes: communeList(communes, text) });
    }
    if (step.kind !== 'check') return own.nextStep[step.kind];
    const ago = format.relativeDays(step.on, today());
    return own.nextCheck({ date: format.date(step.on), ago });
  };
  return (
    <p className={classes.next}>
      {own.next}: <strong className={late ? classes.late : undefined}>{words()}</strong>
    </p>
  );
}
