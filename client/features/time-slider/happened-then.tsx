import { useFormat, useText } from '#client/i18n/use-text.ts';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { IsoDate } from '#server/contract/time.ts';
import { HAPPENINGS, type Timeline } from '#server/contract/timeline.ts';

import { binOf } from './histogram-bars.ts';
import { BECAME } from './histogram.tsx';
import classes from './time-slider.module.css';
import { useBinName } from './use-bin-name.ts';

/** Events around the evening that is shown, and the legend of the bars. */
export function HappenedThen({ timeline, date }: { timeline: Timeline; date: IsoDate }) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  const binName = useBinName(timeline.bin);
  const bin = binOf(timeline, date);
  return (
    <div className={classes.then}>
      <span className={classes.period}>{binName(bin.from)}</span>
      <ul>
        {HAPPENINGS.map((name) => (
          <li key={name} data-some={bin[name] > 0}>
            <StatusShape status={BECAME[name]} size={16} />
            <span className={classes.word}>{own.happened[name]}</span>
            <strong>{format.number(bin[name], 0)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
