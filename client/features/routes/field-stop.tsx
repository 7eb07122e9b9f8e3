import { Button } from '@mantine/core';
import { IconExternalLink, IconMapPin, IconNavigation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import { clockOf } from '#client/i18n/clock-text.ts';
import { now } from '#client/i18n/clock.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import { arrivalAt, keepArrival } from './arrivals.ts';
import { ResultDialog } from './result-dialog.tsx';
import { EMPTY_RESULT, type ResultContext } from './result-entry.ts';
import classes from './routes.module.css';

/** The stop that is next: the way there, the arrival, the result, each one press. */
export function NextStop({ routeId, stop }: { routeId: number; stop: FieldStop }) {
  const { field } = useText().routes;
  const format = useFormat();
  const [arrived, setArrived] = useState(arrivalAt(stop.id));
  const [recording, setRecording] = useState<ResultContext | null>(null);
  const arrive = () => {
    const at = now();
    keepArrival(stop.id, at);
    setArrived(at);
  };
  return (
    <section className={classes.next} aria-label={field.next} data-next={stop.id}>
      <span className={classes.quiet}>{field.next}</span>
      <StopWords stop={stop} />
      {arrived !== null && (
        <p className={classes.quiet}>{field.arrivedAt({ time: format.dateTime(arrived) })}</p>
      )}
      <Ways stop={stop} />
      <div className={classes.acts}>
        {arrived === null && (
          <Button size="md" variant="default" onClick={arrive}>
            {field.arrived}
          </Button>
        )}
        <Button size="md" onClick={() => setRecording(contextOf(routeId, stop))}>
          {field.record}
        </Button>
      </div>
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </section>
  );
}

/** A stop further on, or one that has its result. */
export function FieldStopRow({
  routeId,
  stop,
  waits,
  finished,
}: {
  routeId: number;
  stop: FieldStop;
  waits: boolean;
  finished: boolean;
}) {
  const { field } = useText().routes;
  const [recording, setRecording] = useState<ResultContext | null>(null);
  const result = stop.result === null ? null : field.results[stop.result.result];
  return (
    <li className={classes.stop} data-stop={stop.id}>
      <StopWords stop={stop}>
        <span className={classes.quiet}>{waits ? field.waiting : result}</span>
      </StopWords>
      {stop.state === 'planned' && !waits && !finished && (
        <Button
          variant="default"
          size="md"
          aria-label={`${field.record} ${stop.code ?? stop.name}`}
          onClick={() => setRecording(contextOf(routeId, stop))}
        >
          {field.record}
        </Button>
      )}
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </li>
  );
}

function StopWords({ stop, children }: { stop: FieldStop; children?: ReactNode }) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <div className={classes.words}>
      <strong>
        {format.number(stop.position + 1, 0)}. {stop.code} {stop.name}
      </strong>
      <span className={classes.quiet}>
        {[stop.address, ...stop.communes].filter((words) => words !== null).join(', ')}
        {stop.plannedStart !== null &&
          `. ${routes.field.planned({ time: clockOf(stop.plannedStart) })}`}
      </span>
      {children}
    </div>
  );
}

/** Latitude first, as `geo:` (RFC 5870) has it. */
function Ways({ stop }: { stop: FieldStop }) {
  const { field } = useText().routes;
  const [longitude, latitude] = stop.place;
  return (
    <div className={classes.acts}>
      <a className={classes.way} href={`geo:${latitude},${longitude}?q=${latitude},${longitude}`}>
        <IconNavigation size={18} aria-hidden="true" />
        {field.navigate}
      </a>
      {/* Where no app answers to geo:, as on iPhones. Opened by hand alone: it tells that site the place. */}
      <a
        className={classes.way}
        href={`https://www.google.com/maps/dir/?api=1&destination=${latitude},${longitude}`}
        target="_blank"
        rel="noreferrer"
      >
        <IconExternalLink size={18} aria-hidden="true" />
        {field.openGoogle}
      </a>
      <Link className={classes.way} to="/" search={{ at: `${longitude},${latitude}`, z: 17 }}>
        <IconMapPin size={18} aria-hidden="true" />
        {field.openMap}
      </Link>
    </div>
  );
}

function contextOf(routeId: number, stop: FieldStop): ResultContext {
  const { id, code, name, business, objectId } = stop;
  return {
    routeId,
    stop: { id, code, name, business, objectId },
    resultId: drawId(),
    arrivedAt: arrivalAt(id),
    finishedAt: null,
    values: EMPTY_RESULT,
  };
}
