import { Link } from '@tanstack/react-router';

import { useCan } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { Rematch } from '#server/contract/signal-parameters.ts';

import classes from './signal-measures.module.css';

type Difference = Rematch['differences'][number];
type Place = NonNullable<Difference['pointBefore']>;

/** Signal by signal what would be otherwise; each leads to the signal and to its places. */
export function DifferenceTable({
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
