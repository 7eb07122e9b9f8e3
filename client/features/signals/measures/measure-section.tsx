import { Button } from '@mantine/core';

import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { measureLines, sinceWords } from './measure-lines.ts';
import classes from './signal-measures.module.css';

/** One measure as it holds, with its origin and first day, and what held before or will hold. */
export function MeasureSection({
  measure,
  versions,
  today,
  change,
}: {
  measure: SignalParameter;
  /** Every value that it has had or will have. */
  versions: readonly SignalParameter[];
  today: IsoDate;
  /** Null for who only reads; blocked while another change is being looked into. */
  change: { blocked: boolean; start: () => void } | null;
}) {
  const { signalMeasures: own } = useText();
  const name = own.measure[measure.key];
  const others = versions.filter(({ validFrom }) => validFrom !== measure.validFrom);
  return (
    <Section
      title={name}
      lead={own.measureLead[measure.key]}
      aside={
        change !== null && (
          <Button
            variant="default"
            aria-label={own.changeFor({ measure: name })}
            disabled={change.blocked}
            data-change-measure={measure.key}
            onClick={change.start}
          >
            {own.changeIt}
          </Button>
        )
      }
    >
      <Version measure={measure} />
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>{own.versions}</summary>
          {others.map((other) => (
            <div key={other.validFrom} className={classes.other}>
              <strong>{other.validFrom > today ? own.later : own.earlier}</strong>
              <Version measure={other} />
            </div>
          ))}
        </details>
      )}
    </Section>
  );
}

function Version({ measure }: { measure: SignalParameter }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { signalMeasures: own } = text;
  const words = { text, format, language };
  return (
    <div data-measure={measure.key} data-since={measure.validFrom}>
      <dl className={classes.lines}>
        {measureLines(measure, words).map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.origin}>
        {own.holds({ since: sinceWords(measure.validFrom, words) })} {own.origin}: {measure.origin}
        {measure.setBy !== null && ` ${own.setBy({ name: measure.setBy })}`}
      </p>
    </div>
  );
}
