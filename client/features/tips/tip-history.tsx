import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { LateEntryLine } from '#client/forms/late-entry.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { Commune } from '#server/contract/commune.ts';
import { TipOutcome, type TipDetail, type TipEvent } from '#server/contract/tip.ts';
import { TipKind } from '#server/contract/tip-kind.ts';

import { keepTip, sendTipPaper } from './queries.ts';
import classes from './tips.module.css';

/** Every step that was taken with a tip: when, by whom, on which paper. */
export function TipHistory({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  return (
    <Section title={own.history}>
      <ol className={classes.history} reversed>
        {tip.events.toReversed().map((event) => (
          <HistoryEvent key={event.seq} event={event} tip={tip} />
        ))}
      </ol>
    </Section>
  );
}

function HistoryEvent({ event, tip }: { event: TipEvent; tip: TipDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const communes = useQuery(communesQuery).data?.items;
  const details = detailWords(event, text, communes);
  const roles: Readonly<Record<string, string>> = text.register.role;
  return (
    <li data-event={event.kind}>
      <p className={classes.eventHead}>
        <strong>{own.event[event.kind]}</strong>
        <time dateTime={event.effectiveOn}>{format.date(event.effectiveOn)}</time>
      </p>
      {details.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {event.documentNumber !== null && <p>{own.document({ number: event.documentNumber })}</p>}
      {event.note !== null && <p>{event.note}</p>}
      {event.late !== null && (
        <LateEntryLine
          late={event.late}
          documentNumber={event.documentNumber}
          title={`${own.event[event.kind]}, ${tip.code}`}
          send={(review, once) => sendTipPaper(tip.id, { ...review, seq: event.seq }, once)}
          keep={keepTip}
        />
      )}
      <p className={classes.eventBy}>
        {own.by({ name: event.actor, role: roles[event.actorRole] ?? own.source })} ·{' '}
        {own.recordedAt({ time: format.dateTime(event.recordedAt) })}
      </p>
    </li>
  );
}

/** Facts of an event beyond its day: the kind found, the outcome, the approver, the channel. */
function detailWords(
  { detail }: TipEvent,
  text: Text,
  communes: readonly Commune[] | undefined,
): string[] {
  const own = text.tips;
  const kind = TipKind.safeParse(detail['kind']);
  const outcome = TipOutcome.safeParse(detail['outcome']);
  const nameOf = (id: unknown) => {
    const commune = communes?.find((one) => one.id === id);
    return commune === undefined ? '…' : communeName(commune, text);
  };
  const { approver, authority } = detail;
  return [
    ...(kind.success ? [own.kind[kind.data]] : []),
    ...(outcome.success ? [own.outcome[outcome.data]] : []),
    ...(typeof approver === 'string' ? [own.approver({ name: approver })] : []),
    ...(typeof authority === 'string' ? [own.toAuthority({ name: authority })] : []),
    ...('to' in detail
      ? [own.fromTo({ from: nameOf(detail['from']), to: nameOf(detail['to']) })]
      : []),
  ];
}
