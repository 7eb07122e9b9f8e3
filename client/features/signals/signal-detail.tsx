import { Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';

import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import { FlagShape } from '#client/ui/status-shape.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { Notice } from '#client/ui/notice.tsx';
import wide from '#client/ui/wide-facts.module.css';
import { PointStatus } from '#server/contract/point.ts';
import {
  type Signal,
  SIGNAL_STATES,
  type SignalAct,
  type SignalAppeal,
  type SignalMatch,
} from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import shared from '#client/ui/shared.module.css';

import { SignalActs } from './signal-acts.tsx';
import classes from './signals.module.css';

const SignalMap = lazy(() => import('./signal-map.tsx'));
const NEAR_ZOOM = 17;

/** Grounds for a decision: the reasons of the match, both places, and earlier signals there. */
export function SignalView({
  signal,
  onAct,
}: {
  signal: SignalDetail;
  onAct: (act: SignalAct) => void;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.signals;
  const { place } = signal;
  const judged = signal.match?.judgedMetres ?? null;
  const heading = useHeadingFocus(signal.id);
  return (
    <article className={classes.detail} data-open-signal={signal.id} data-state={signal.state}>
      <h2 ref={heading} tabIndex={-1}>
        {place?.name ?? own.noPlace}
      </h2>
      <Standing signal={signal} />
      <SignalActs signal={signal} onAct={onAct} />
      {signal.decidedOn !== null && (
        <p data-decision>
          {text.pointDrawer.signalDecided({
            date: format.date(signal.decidedOn),
            name: signal.decidedBy ?? text.pointDrawer.system,
          })}
          {signal.decisionReason !== null && <>: {signal.decisionReason}</>}
        </p>
      )}
      {signal.appeal !== null && <AppealNotes appeal={signal.appeal} />}
      <section aria-label={own.whyTitle}>
        <h3>{own.whyTitle}</h3>
        <ul className={classes.why} data-why>
          {whyMatched(signal, { text, format }).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {place !== null && (
        <Flex component="figure" direction="column" gap={4}>
          <div className={classes.map}>
            <Suspense>
              <SignalMap signal={signal} place={place} />
            </Suspense>
          </div>
          <figcaption className={shared.aside}>
            {judged !== null && <>{own.mapJudged({ metres: format.distance(judged) })} </>}
            {own.mapError}
          </figcaption>
        </Flex>
      )}
      <Facts signal={signal} />
      <Earlier signal={signal} />
    </article>
  );
}

/** State of the place, of the signal, and how sure the match is. */
function Standing({ signal }: { signal: SignalDetail }) {
  const { signals: own, pointDrawer } = useText();
  const { place, match } = signal;
  return (
    <Flex component="p" gap="xs" align="center" wrap="wrap">
      {place !== null && <StatusBadge status={PointStatus.parse(place.status)} />}
      <Flex component="span" display="inline-flex" gap={6} align="center">
        {signal.state === 'suspected' && <FlagShape flag="suspected" size={16} />}
        {pointDrawer.signalState[signal.state]}
      </Flex>
      {match !== null && <span className={classes.tag}>{own.grade[match.grade]}</span>}
    </Flex>
  );
}

function Facts({ signal }: { signal: SignalDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.signals;
  const categories = useQuery(categoriesQuery).data?.items;
  const mayReadTips = useCan('tips:read');
  const nameOf = (code: string | null) =>
    code === null ? null : (categories?.find((one) => one.code === code)?.name ?? code);
  const { place, position } = signal;
  const lead = place?.communes.find((commune) => commune.lead);
  const lines: [string, ReactNode][] = [
    [own.factPlace, place === null ? null : <PlaceLink key="place" place={place} />],
    [own.factCommune, lead === undefined ? null : communeName(lead, text)],
    [own.factPlaceCategory, nameOf(place?.category ?? null)],
    [own.factCategory, nameOf(signal.category) ?? own.unknown],
    [own.factOrigin, text.pointDrawer.signalOrigin[signal.origin]],
    [own.factTip, signal.tipCode === null ? null : tipWords(signal, mayReadTips)],
    [own.factPosition, position === null ? own.unknown : format.coordinates(position)],
    [
      own.factError,
      signal.locationErrorMetres === null
        ? own.unknown
        : format.distance(signal.locationErrorMetres),
    ],
    [own.factRaised, `${signal.raisedBy}, ${format.dateTime(signal.recordedAt)}`],
    [own.factNote, signal.note],
    [own.factLapses, signal.lapsesOn === null ? null : format.date(signal.lapsesOn)],
  ];
  return <FactList className={`${wide.facts} ${classes.facts}`} facts={lines} />;
}

function tipWords({ tipId, tipCode }: SignalDetail, mayRead: boolean): ReactNode {
  if (!mayRead || tipId === null) return tipCode;
  return (
    <Link to="/tips/$id" params={{ id: String(tipId) }}>
      {tipCode}
    </Link>
  );
}

function PlaceLink({ place }: { place: NonNullable<SignalDetail['place']> }) {
  return (
    <Link to="/" search={{ at: place.anchor.join(), z: NEAR_ZOOM, id: place.id }}>
      {place.code}
    </Link>
  );
}

/** In the order in which what became of the others weighs. */
const EARLIER_STATES = SIGNAL_STATES.filter((state) => state !== 'unmatched').toReversed();

/** Other signals there, counted and latest first, with what became of them and why. */
function Earlier({ signal }: { signal: SignalDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.signals;
  return (
    <section aria-label={own.earlier}>
      <h3>{own.earlier}</h3>
      {signal.earlier.length === 0 ? (
        <EmptyLine title={own.earlierNone} next="earlierSignals" />
      ) : (
        <>
          <p className={shared.aside} data-earlier>
            {EARLIER_STATES.flatMap((state) => {
              const count = signal.earlier.filter((one) => one.state === state).length;
              return count === 0 ? [] : [`${own.stateShort[state]}: ${format.number(count, 0)}`];
            }).join(' · ')}
          </p>
          <ul className={classes.why}>
            {signal.earlier.map((one) => (
              <li key={one.id}>
                <Link to="/signals" search={{ state: one.state, id: one.id }}>
                  {format.date(one.occurredOn)}
                </Link>
                {': '}
                {[
                  text.pointDrawer.signalState[one.state],
                  one.distanceMetres === null ? null : format.distance(one.distanceMetres),
                  one.decisionReason,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Moving to another signal is said by its heading. */
function useHeadingFocus(id: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(
    function focusHeading() {
      heading.current?.focus({ preventScroll: true });
    },
    [id],
  );
  return heading;
}

/** Objection of a commune, and the answer to it. */
function AppealNotes({ appeal }: { appeal: SignalAppeal }) {
  const { signals: own } = useText();
  const format = useFormat();
  return (
    <Notice
      title={own.appealBy({
        commune: appeal.commune,
        name: appeal.raisedBy,
        date: format.date(appeal.raisedOn),
      })}
    >
      <p>{appeal.reason}</p>
      {appeal.documentNumber !== null && <p>{own.document({ number: appeal.documentNumber })}</p>}
      {appeal.answer === null || appeal.answeredOn === null ? (
        <p>{own.appealWaits}</p>
      ) : (
        <p data-answer={appeal.answer}>
          {own.answered({
            answer: own.answers[appeal.answer],
            name: appeal.answeredBy ?? '',
            date: format.date(appeal.answeredOn),
          })}
          : {appeal.answerReason}
        </p>
      )}
    </Notice>
  );
}

type Given = { text: Text; format: Format };

/** Grounds for matching a signal to its place, one sentence each, with the numbers. */
export function whyMatched(signal: Signal, { text, format }: Given): string[] {
  const { match } = signal;
  const own = text.signals.why;
  if (match === null) return [own.unmatched];
  return [
    ...(match.named ? [own.named] : []),
    distanceWords(match, { text, format }),
    ...(match.uncertaintyMetres === null
      ? []
      : [own.uncertainty({ metres: format.distance(match.uncertaintyMetres) })]),
    ...(signal.locationErrorMetres === null || match.distanceMetres === null
      ? []
      : [own.ownError({ metres: format.distance(signal.locationErrorMetres) })]),
    timeWords(signal, match, { text, format }),
    ...(match.outside === null ? [] : [own.outside[match.outside]]),
    own.category[match.category],
  ];
}

function distanceWords(match: SignalMatch, { text, format }: Given): string {
  const own = text.signals.why;
  const { distanceMetres: distance, radiusMetres: radius, uncertaintyMetres: error } = match;
  if (distance === null) return own.noPosition;
  const away = format.distance(distance);
  if (radius === null) return own.away({ away });
  const words = { away, radius: format.distance(radius) };
  if (match.grade === 'vicinity') return own.vicinity(words);
  if (match.grade === 'exact') return own.exact(words);
  if (distance <= radius) return own.near(words);
  return error !== null && distance <= error
    ? own.withinError({ ...words, error: format.distance(error) })
    : own.beyond(words);
}

function timeWords(signal: Signal, match: SignalMatch, { text, format }: Given): string {
  const own = text.signals.why;
  const on = format.date(signal.occurredOn);
  const day = signal.eventDayKnown ? own.occurred({ on }) : own.received({ on });
  if (match.closedOn === null || match.daysSinceClosure === null) return own.neverClosed({ day });
  return own.since({
    day,
    days: format.days(match.daysSinceClosure),
    closed: format.date(match.closedOn),
  });
}
