import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { AttachmentSection } from '#client/attachments/attachment-section.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import wide from '#client/ui/wide-facts.module.css';
import type { TipDetail } from '#server/contract/tip.ts';

import { ClockBadge } from './clock-badge.tsx';
import { PendingTransfer } from './pending-transfer.tsx';
import { tipQuery } from './queries.ts';
import { extensionWords, forwardingWords, limitWords, originWords } from './rule-words.ts';
import { TipHistory } from './tip-history.tsx';
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
          <p className={classes.standing}>
            <span className={classes.stage} data-stage={tip.data.stage}>
              {own.stage[tip.data.stage]}
            </span>
            <ClockBadge tip={tip.data} />
          </p>
          <PendingTransfer tip={tip.data} />
          <div className={classes.columns}>
            <div className={classes.column}>
              {isKept(tip.data) && <TipSteps tip={tip.data} />}
              <TipClock tip={tip.data} />
            </div>
            <div className={classes.column}>
              <TipFacts tip={tip.data} />
              <TipAttachments tip={tip.data} />
              <TipHistory tip={tip.data} />
            </div>
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
        <div className={classes.rule}>
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
          <p className={classes.origin}>{originWords(rule, words)}</p>
        </div>
      )}
    </Section>
  );
}
