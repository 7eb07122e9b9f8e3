import { Box, Button, Flex, Stack } from '@mantine/core';
import { IconMap2, IconAlertTriangleFilled, IconClock, IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { type FactWords, handoverFacts, joined } from '#client/register/handover-facts.ts';
import { cameraSearch } from '#client/register/view-search.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { HandoverFacts, SignalFacts, WorkItem } from '#server/contract/worklist.ts';
import shared from '#client/ui/shared.module.css';

import { dueState, dueWords } from './due-state.ts';
import { placeState, type Step, type WorkPlace } from './places.ts';
import classes from './worklist.module.css';

const CLOSE_UP = 16;

/** A place with everything that waits there: what, by when, on which facts; and what can be done at once. */
export function PlaceCard({
  place,
  steps,
  today,
  actionsOf,
}: {
  place: WorkPlace;
  steps: readonly Step[];
  today: IsoDate;
  /** Acts that can be done at once; `first` for the first step of the card. */
  actionsOf: (step: Step, first: boolean) => ReactNode;
}) {
  const text = useText();
  const { point, works } = place;
  const [lead] = point.communes;
  return (
    <li
      className={classes.card}
      data-place={point.id}
      data-work={works.map(keyOf).join(', ')}
      data-state={placeState(place, today)}
    >
      <div>
        <h2 className={shared.wrap}>{point.officialName}</h2>
        <Flex component="p" gap="2px 12px" align="center" wrap="wrap" fz="sm" c="dimmed">
          <span>{point.code}</span>
          {lead !== undefined && <span>{communeName(lead, text)}</span>}
          <StatusBadge status={point.status} suspected={point.flags.includes('suspected')} />
        </Flex>
      </div>
      {steps.map((step, at) => (
        <Stack key={keyOf(step.works[0])} className={classes.step} gap="xs">
          {step.works.map((item) => (
            <Work key={keyOf(item)} item={item} today={today} />
          ))}
          <div className={classes.actions}>{actionsOf(step, at === 0)}</div>
        </Stack>
      ))}
      <MapLink point={point} />
    </li>
  );
}

function keyOf(item: WorkItem | undefined): string {
  return item === undefined ? '' : `${item.kind} ${item.id}`;
}

function Work({ item, today }: { item: WorkItem; today: IsoDate }) {
  const text = useText();
  const format = useFormat();
  const late = dueState(item, today) === 'overdue';
  const handover = item.kind === 'handover' || item.kind === 'unanswered';
  return (
    <Stack className={classes.work} gap={4}>
      <DueLine item={item} today={today} />
      <Stack className={shared.wrap} gap={2} fz="sm">
        {workFacts(item, { text, format }).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {late && handover && (
          <Box component="p" c="var(--db-flag-late)" fw={500}>
            {text.worklist.countsForNobody}
          </Box>
        )}
      </Stack>
    </Stack>
  );
}

function MapLink({ point }: { point: PointSummary }) {
  const { worklist: own } = useText();
  return (
    <Button
      className={classes.mapLink ?? ''}
      variant="subtle"
      c="var(--db-accent)"
      px={8}
      leftSection={<IconMap2 size={18} stroke={1.6} aria-hidden="true" />}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/"
          search={{
            id: point.id,
            record: 'low',
            ...cameraSearch({ at: point.anchor, zoom: CLOSE_UP }),
          }}
          preload={false}
        />
      )}
    >
      {own.onMap}
      <span className="visually-hidden"> {point.code}</span>
    </Button>
  );
}

/** Kind of waiting work, and its time left: sign, colour and words with a number. */
function DueLine({ item, today }: { item: WorkItem; today: IsoDate }) {
  const text = useText();
  const format = useFormat();
  const state = dueState(item, today);
  const Sign =
    state === 'overdue' ? IconAlertTriangleFilled : state === 'others' ? IconHourglass : IconClock;
  return (
    <Flex component="p" gap="4px 12px" align="center" justify="space-between" wrap="wrap" fz="sm">
      <Box component="span" c="dimmed" fw={500}>
        {text.worklist.kind[item.kind]}
      </Box>
      <span className={classes.due} data-state={state}>
        <Sign size={16} stroke={1.8} aria-hidden="true" />
        {dueWords(item, today, { text, format })}
      </span>
    </Flex>
  );
}

/** The few facts on which a thing is decided, a line each. */
export function workFacts(item: WorkItem, words: FactWords): string[] {
  const { text, format } = words;
  const own = text.worklist;
  switch (item.kind) {
    case 'handover':
    case 'unanswered':
      return handoverFacts(item.handover, words);
    case 'refusal':
      return [refusalLine(item.handover, words), ...handoverFacts(item.handover, words)];
    case 'check': {
      const { lastOn, lastResult } = item.check;
      if (lastOn === null || lastResult === null) return [own.neverChecked];
      const result = text.pointActs.results[lastResult];
      return [own.lastChecked({ date: format.date(lastOn), result })];
    }
    case 'suspicion':
      return [...signalFacts(item.signal, words), own.signalUnverified];
    case 'signal':
      return [...signalFacts(item.signal, words), own.signalLooked];
    case 'reply': {
      const date = format.date(item.reply.happenedOn);
      const about =
        item.reply.askedFor === 'recurrence_confirmed'
          ? own.askedRecurred({ date })
          : own.askedListed({ date });
      return [about, item.reply.drafted ? own.drafted : own.askedMore];
    }
  }
}

function refusalLine(part: HandoverFacts, { text, format }: FactWords): string {
  const own = text.worklist;
  const refusals: Readonly<Record<string, string>> = text.pointActs.refusals;
  const word = refusals[part.refusalReason ?? ''] ?? part.refusalReason ?? '';
  const reason = [word, part.refusalText].filter((words) => words !== null).join('. ');
  const by = {
    name: part.answeredBy ?? text.pointDrawer.system,
    date: part.answeredOn === null ? '' : format.date(part.answeredOn),
  };
  const { refusalCommune: commune, refusalPoint: point } = part;
  return joined([
    own.refusedBy(by),
    own.refusedFor({ reason }),
    commune === null ? null : text.handover.belongsTo({ commune: communeName(commune, text) }),
    point === null ? null : text.handover.namesPoint({ code: point.code }),
  ]);
}

function signalFacts(signal: SignalFacts, { text, format }: FactWords): string[] {
  const own = text.worklist;
  const first = [
    own.signalOn({
      date: format.date(signal.occurredOn),
      origin: text.pointDrawer.signalOrigin[signal.origin],
    }),
    signal.distanceMetres === null
      ? null
      : own.signalAway({ distance: format.distance(signal.distanceMetres) }),
  ];
  return [joined(first), ...(signal.note === null || signal.note === '' ? [] : [signal.note])];
}
