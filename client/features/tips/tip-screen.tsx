import { Flex, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { AttachmentSection } from '#client/attachments/attachment-section.tsx';
import { LateEntryLine } from '#client/forms/late-entry.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { OpenedElsewhere } from '#client/register/opened-elsewhere.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import wide from '#client/ui/wide-facts.module.css';
import type { Commune } from '#server/contract/commune.ts';
import { TipKind } from '#server/contract/tip-kind.ts';
import { type TipDetail, type TipEvent, TipOutcome } from '#server/contract/tip.ts';
import shared from '#client/ui/shared.module.css';

import { ClockBadge } from './clock-badge.tsx';
import { PendingTransfer } from './pending-transfer.tsx';
import { keepTip, sendTipPaper, tipQuery } from './queries.ts';
import { extensionWords, forwardingWords, limitWords, originWords } from './rule-words.ts';
import { TipSteps } from './tip-steps.tsx';
import classes from './tips.module.css';

const NEAR_ZOOM = 16;

/** Facts of a tip: place, time, channel, and numbers. */
function TipFacts({ tip }: { tip: TipDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const categories = useQuery(categoriesQuery).data?.items;
  const lines: [string, ReactNode][] = [
    [own.factKind, own.kind[tip.kind]],
    [own.factChannel, own.channel[tip.channel]],
    [own.factReceived, format.date(tip.receivedOn)],
    [own.factReceivedBy, tip.receivedBy],
    [own.factOccurred, tip.occurredOn === null ? own.unknown : format.date(tip.occurredOn)],
    [own.factCommune, communeName(tip.commune, text)],
    [own.factPlace, tip.placeName ?? own.unknown],
    [own.factPosition, <Position key="position" tip={tip} />],
    [
      own.factCategory,
      tip.category === null
        ? own.unknown
        : (categories?.find(({ code }) => code === tip.category)?.name ?? tip.category),
    ],
    [own.factPoliceNumber, tip.policeNumber ?? own.unknown],
    [own.factChannelNumber, tip.channelNumber ?? own.unknown],
    ...(tip.outcome === null
      ? []
      : [[own.factOutcome, own.outcome[tip.outcome]] satisfies [string, ReactNode]]),
    ...(tip.forwardedTo === null
      ? []
      : [[own.authority, tip.forwardedTo] satisfies [string, ReactNode]]),
  ];
  return (
    <Section title={own.facts}>
      <FactList className={wide.facts} facts={lines} />
    </Section>
  );
}

function Position({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  const format = useFormat();
  const mayLook = useCan('points:read');
  const { position, locationErrorMetres: error } = tip;
  if (position === null) {
    return error === null ? own.unknown : own.communeOnly({ distance: format.distance(error) });
  }
  const words = format.coordinates(position);
  const at = `${position[0].toFixed(5)},${position[1].toFixed(5)}`;
  return (
    <>
      {words}
      {error !== null && <> ({own.within({ distance: format.distance(error) })})</>}
      {mayLook && (
        <>
          {' '}
          <Link to="/" search={{ at, z: NEAR_ZOOM }}>
            {own.onMap}
          </Link>
        </>
      )}
    </>
  );
}

const route = getRouteApi('/tips/$id');

/** One tip: how it stands, what comes next, what is known, and what happened to it. */
export default function TipScreen() {
  const { tips: own } = useText();
  const { id } = route.useParams();
  const tip = useQuery(tipQuery(Number(id)));
  return (
    <Page
      title={tip.data === undefined ? own.record : `${tip.data.code}: ${own.kind[tip.data.kind]}`}
      actions={
        <Link to="/tips" className={classes.back}>
          <IconArrowLeft size={18} stroke={1.6} aria-hidden="true" />
          {own.back}
        </Link>
      }
    >
      <ErrorNotice error={tip.error} onRetry={() => void tip.refetch()} />
      {tip.isPending && <LoadingRows rows={8} />}
      {tip.data !== undefined && (
        <>
          <Flex component="p" gap="8px 16px" align="center" wrap="wrap">
            <span className={classes.stage} data-stage={tip.data.stage}>
              {own.stage[tip.data.stage]}
            </span>
            <ClockBadge tip={tip.data} />
          </Flex>
          {isKept(tip.data) && <OpenedElsewhere kind="tip" id={tip.data.id} />}
          <PendingTransfer tip={tip.data} />
          <div className={classes.columns}>
            <Stack gap="md">
              {isKept(tip.data) && <TipSteps tip={tip.data} />}
              <TipClock tip={tip.data} />
            </Stack>
            <Stack gap="md">
              <TipFacts tip={tip.data} />
              <TipAttachments tip={tip.data} />
              <TipHistory tip={tip.data} />
            </Stack>
          </div>
        </>
      )}
    </Page>
  );
}

/** Photos of the place and papers, from intake on and at every later step. */
function TipAttachments({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  const mayAdd = useCan('tips:work') && isKept(tip);
  if (!mayAdd && tip.attachments.length === 0) return null;
  return (
    <Section title={own.attachments}>
      <AttachmentSection
        owner={{ kind: 'tip', id: tip.id, name: `${tip.code}, ${own.kind[tip.kind]}` }}
        attachments={tip.attachments}
        mayAdd={mayAdd}
        titled={false}
      />
    </Section>
  );
}

/** Tells if the reader's side has the tip, and is not only asked to take it. */
function isKept({ steps }: Pick<TipDetail, 'steps'>): boolean {
  return Object.values(steps).some((why) => why !== 'tip.transfer_not_yours');
}

/** The rule under which the clock of a tip runs, with its origin and what of it has been used. */
function TipClock({ tip }: { tip: TipDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const { rule } = tip;
  const words = { text, format };
  return (
    <Section title={own.clock}>
      {rule === null ? (
        <p>{own.clockNone}</p>
      ) : (
        <Stack className={classes.rule} gap={6}>
          <p>{limitWords(rule, words)}</p>
          {rule.forwarding !== null && <p>{forwardingWords(rule, words)}</p>}
          {rule.extensions.length > 0 && (
            <>
              <ul>
                {extensionWords(rule, words).map((line, place) => (
                  <li key={place} data-used={place < tip.extensionsUsed}>
                    {text.tipClocks.extensions}: {line}
                  </li>
                ))}
              </ul>
              <p>
                {own.clockExtensions({
                  used: format.number(tip.extensionsUsed, 0),
                  all: format.number(rule.extensions.length, 0),
                })}
              </p>
            </>
          )}
          <p className={shared.aside}>{originWords(rule, words)}</p>
        </Stack>
      )}
    </Section>
  );
}

/** Every step that was taken with a tip: when, by whom, on which paper. */
function TipHistory({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  return (
    <Section title={own.history}>
      <Flex component="ol" className={classes.history} direction="column" gap="sm" pl={20} reversed>
        {tip.events.toReversed().map((event) => (
          <HistoryEvent key={event.seq} event={event} tip={tip} />
        ))}
      </Flex>
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
      <Flex component="p" gap="4px 12px" wrap="wrap">
        <strong>{own.event[event.kind]}</strong>
        <time dateTime={event.effectiveOn}>{format.date(event.effectiveOn)}</time>
      </Flex>
      {details.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {event.documentNumber !== null && <p>{own.document({ number: event.documentNumber })}</p>}
      {event.note !== null && <p>{event.note}</p>}
      {event.late !== null && (
        <LateEntryLine
          draft={`of tip ${tip.id} ${event.seq}`}
          late={event.late}
          documentNumber={event.documentNumber}
          title={`${own.event[event.kind]}, ${tip.code}`}
          send={(review, once) => sendTipPaper(tip.id, { ...review, seq: event.seq }, once)}
          keep={keepTip}
        />
      )}
      <p className={shared.aside}>
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
