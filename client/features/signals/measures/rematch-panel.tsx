import { Box, Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { refreshSignals } from '#client/features/signals/queries.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { CountTiles, type CountTile } from '#client/ui/count-tiles.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Rematch, SignalParameter } from '#server/contract/signal-parameters.ts';

import { changedLines } from './measure-lines.ts';
import { isBusy, measuresQuery } from './queries.ts';
import classes from './signal-measures.module.css';

const rematches = api['signal-rematches'][':id'];

/** State of the latest change, its effects, and the steps that end it. */
export function RematchPanel({
  rematch,
  inForce,
}: {
  rematch: Rematch;
  /** The value that holds now. */
  inForce: SignalParameter | undefined;
}) {
  const text = useText();
  const { signalMeasures: own } = text;
  const format = useFormat();
  const { language } = useLanguage();
  const cancel = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(rematches.cancel.$post({ param: { id: String(rematch.id) } }, once)),
    refresh: [measuresQuery.queryKey],
  });
  const [asking, setAsking] = useState(false);
  // The change carries key and value of one measure.
  const after = { ...rematch, setBy: null } as unknown as SignalParameter;
  const lines = [
    ...changedLines(inForce, after, { text, format, language }),
    { label: own.validFrom, value: format.date(rematch.validFrom) },
    { label: own.origin, value: rematch.origin },
  ];
  const cancellable = ['waiting', 'running', 'ready'].includes(rematch.state);
  return (
    <Section
      title={own.tried({ measure: own.measure[rematch.key] })}
      lead={own.askedBy({
        name: rematch.requestedBy,
        time: format.dateTime(rematch.requestedAt),
      })}
    >
      <div className={classes.panel} data-rematch={rematch.state}>
        <Box component="output" fw={600}>
          {own.state[rematch.state]}
        </Box>
        {isBusy(rematch) && <Advance rematch={rematch} />}
        {rematch.state !== 'cancelled' && !isBusy(rematch) && <Outcome rematch={rematch} />}
        <ErrorNotice error={cancel.error} />
        <div className={classes.buttons}>
          {cancellable && (
            <Button variant="default" loading={cancel.pending} onClick={cancel.press}>
              {rematch.state === 'ready' ? own.drop : own.stop}
            </Button>
          )}
          {rematch.state === 'ready' && (
            <Button onClick={() => setAsking(true)}>{own.apply}</Button>
          )}
        </div>
      </div>
      {asking && <ApplyDialog rematch={rematch} lines={lines} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function ApplyDialog({
  rematch,
  lines,
  onClose,
}: {
  rematch: Rematch;
  lines: readonly RecordLine[];
  onClose: () => void;
}) {
  const { signalMeasures: own } = useText();
  const apply = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(rematches.apply.$post({ param: { id: String(rematch.id) } }, once)),
    propose: () => ({ kind: 'signal_parameter', rematchId: rematch.id }),
    said: own.applyStarted,
    keep: (client) => refreshSignals(client),
    refresh: [measuresQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={apply}
      title={own.applyTitle}
      lead={own.applyMore}
      lines={lines}
      confirm={own.apply}
      onClose={onClose}
    />
  );
}

function Advance({ rematch }: { rematch: Rematch }) {
  const { signalMeasures: own } = useText();
  const format = useFormat();
  const { done, total } = rematch;
  return (
    <>
      <Progress
        value={total === 0 ? 0 : (100 * done) / total}
        animated
        aria-label={own.state[rematch.state]}
      />
      <p className={classes.small}>
        {own.advance({ done: format.number(done, 0), total: format.number(total, 0) })}
      </p>
    </>
  );
}

/** Effects that the change would have, or had. */
function Outcome({ rematch }: { rematch: Rematch }) {
  const { signalMeasures: own } = useText();
  const format = useFormat();
  const { appearing, disappearing, moving, regrading } = rematch;
  const count = (value: number) => format.number(value, 0);
  const tiles: CountTile[] = [
    { name: own.appearing, value: count(appearing), tone: 'plain' },
    { name: own.disappearing, value: count(disappearing), tone: 'plain' },
    { name: own.moving, value: count(moving), tone: 'plain' },
    { name: own.regrading, value: count(regrading), tone: 'plain' },
  ];
  return (
    <>
      <CountTiles tiles={tiles} width={150} />
      <p className={classes.small}>{own.looked({ total: count(rematch.total) })}</p>
      <DifferenceTable
        differences={rematch.differences}
        all={appearing + disappearing + moving + regrading}
      />
    </>
  );
}

type Difference = Rematch['differences'][number];
type Place = NonNullable<Difference['pointBefore']>;

/** Signal by signal what would be otherwise; each leads to the signal and to its places. */
function DifferenceTable({
  differences,
  all,
}: {
  differences: readonly Difference[];
  /** Number of all differences, shown or not. */
  all: number;
}) {
  const { signalMeasures: own } = useText();
  const format = useFormat();
  const seesPlaces = useCan('points:read');
  if (all === 0) return <p>{own.nothingChanges}</p>;
  if (!seesPlaces) return <p className={classes.small}>{own.noPlaces}</p>;
  return (
    <>
      <DataTable
        label={own.differences}
        head={[own.signal, own.effect, own.place, own.grade, own.distance]}
      >
        {differences.map((difference) => (
          <Row key={difference.signalId} difference={difference} />
        ))}
      </DataTable>
      {all > differences.length && (
        <p className={classes.small}>
          {own.firstOf({ shown: format.number(differences.length, 0), all: format.number(all, 0) })}
        </p>
      )}
    </>
  );
}

function Row({ difference }: { difference: Difference }) {
  const { signalMeasures: own, signals } = useText();
  const format = useFormat();
  const { signalId, kind, pointBefore, pointAfter, nearPoint, gradeBefore, gradeAfter } =
    difference;
  const places = [pointBefore, pointAfter, nearPoint].filter((place) => place !== null);
  const unlike = places.filter(({ id }, at) => places.findIndex((other) => other.id === id) === at);
  const grade = (value: Difference['gradeBefore']) =>
    value === null ? signals.stateShort.unmatched : signals.grade[value];
  return (
    <tr data-difference={kind}>
      <td>
        <Link to="/signals" search={{ id: signalId }}>
          {difference.tipCode ?? own.signalNumber({ id: String(signalId) })}
        </Link>
        <br />
        <span className={classes.small}>{format.date(difference.occurredOn)}</span>
      </td>
      <td>{own.kind[kind]}</td>
      <td>
        {unlike.map((place) => (
          <PlaceLink key={place.id} place={place} />
        ))}
      </td>
      <td>
        {gradeBefore === gradeAfter
          ? grade(gradeAfter)
          : own.change({ was: grade(gradeBefore), value: grade(gradeAfter) })}
      </td>
      <td>{difference.distanceMetres !== null && format.distance(difference.distanceMetres)}</td>
    </tr>
  );
}

function PlaceLink({ place }: { place: Place }) {
  return (
    <Link to="/" search={{ id: place.id }} className={classes.place}>
      {place.code} · {place.name}
    </Link>
  );
}
