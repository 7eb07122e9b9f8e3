import { Button } from '@mantine/core';
import { IconMap2, IconAlertTriangleFilled, IconClock, IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { cameraSearch } from '#client/register/view-search.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { WorkItem } from '#server/contract/worklist.ts';

import { dueState, dueWords } from './due-state.ts';
import { placeState, type Step, type WorkPlace } from './places.ts';
import { workFacts } from './work-facts.ts';
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
        <h2 className={classes.name}>{point.officialName}</h2>
        <p className={classes.where}>
          <span>{point.code}</span>
          {lead !== undefined && <span>{communeName(lead, text)}</span>}
          <StatusBadge status={point.status} suspected={point.flags.includes('suspected')} />
        </p>
      </div>
      {steps.map((step, at) => (
        <div key={keyOf(step.works[0])} className={classes.step}>
          {step.works.map((item) => (
            <Work key={keyOf(item)} item={item} today={today} />
          ))}
          <div className={classes.actions}>{actionsOf(step, at === 0)}</div>
        </div>
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
    <div className={classes.work}>
      <DueLine item={item} today={today} />
      <div className={classes.facts}>
        {workFacts(item, { text, format }).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {late && handover && <p className={classes.nobody}>{text.worklist.countsForNobody}</p>}
      </div>
    </div>
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
    <p className={classes.dueLine}>
      <span className={classes.kind}>{text.worklist.kind[item.kind]}</span>
      <span className={classes.due} data-state={state}>
        <Sign size={16} stroke={1.8} aria-hidden="true" />
        {dueWords(item, today, { text, format })}
      </span>
    </p>
  );
}
