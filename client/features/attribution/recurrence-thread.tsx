import type { ReactNode } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { Attribution, AttributionStep } from '#server/contract/attribution.ts';

import classes from './attribution.module.css';
import { datedName, officeName, stepDetail, stepOffice } from './office-words.ts';

/** One recurrence: whose it is and why, then every step that led there and followed. */
export function RecurrenceThread({ item }: { item: Attribution }) {
  const { attribution: own } = useText();
  const format = useFormat();
  const title = own.recurrence({
    number: format.number(item.number, 0),
    date: format.date(item.recurredOn),
  });
  return (
    <Section title={title}>
      <Verdict item={item} />
      <h3 className={classes.threadHead}>{own.thread}</h3>
      <ol className={classes.thread}>
        {item.steps.map((step, at) => (
          <Step key={`${at} ${step.kind}`} step={step} />
        ))}
      </ol>
    </Section>
  );
}

function Verdict({ item }: { item: Attribution }) {
  const text = useText();
  const own = text.attribution;
  const format = useFormat();
  const { owners, answersNow, neighbours } = item;
  return (
    <dl className={classes.facts}>
      <Fact name={own.owner} strong>
        {owners.length === 0
          ? own.nobody
          : owners.map((owner) => datedName(owner, { text, format })).join('; ')}
      </Fact>
      <Fact name={own.reason}>{own.basis[item.basis]}</Fact>
      {item.eliminatedBy !== null && (
        <Fact name={own.eliminatedBy}>{officeName(item.eliminatedBy, text)}</Fact>
      )}
      {answersNow !== null && !owners.some(({ id }) => id === answersNow.id) && (
        <Fact name={own.answersNow}>{datedName(answersNow, { text, format })}</Fact>
      )}
      {neighbours.length > 0 && (
        <Fact name={own.neighbours}>
          {neighbours
            .map(({ commune, metres }) => {
              const name = communeName(commune, text);
              return metres === 0
                ? own.neighbourUnder({ commune: name })
                : own.neighbour({ commune: name, metres: format.distance(metres) });
            })
            .join('; ')}
        </Fact>
      )}
      <Fact name={own.radius}>{format.distance(item.radiusMetres)}</Fact>
      {item.notes.length > 0 && (
        <Fact name={own.notes}>
          <ul className={classes.notes}>
            {item.notes.map((note) => (
              <li key={note}>{own.note[note]}</li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact({
  name,
  strong = false,
  children,
}: {
  name: string;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.fact} data-strong={strong}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Step({ step }: { step: AttributionStep }) {
  const text = useText();
  const own = text.attribution;
  const format = useFormat();
  const detail = stepDetail(step, text);
  const more = [
    stepOffice(step, text),
    step.documentNumbers.length === 0
      ? null
      : own.document({ numbers: step.documentNumbers.join(', ') }),
    step.dueOn === null ? null : own.due({ date: format.date(step.dueOn) }),
  ].filter((part) => part !== null);
  return (
    <li className={classes.step} data-kind={step.kind}>
      <time dateTime={step.on}>{format.date(step.on)}</time>
      <div>
        <p className={classes.act}>
          {own.step[step.kind]}
          {detail !== null && `: ${detail}`}
        </p>
        {more.length > 0 && <p className={classes.more}>{more.join(' · ')}</p>}
      </div>
    </li>
  );
}
