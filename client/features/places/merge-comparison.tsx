import { distance } from '@turf/turf';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import classes from '#client/forms/neighbour-list.module.css';
import { communeList } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { Neighbour } from '#server/contract/neighbour.ts';
import type { Category, PointDetail } from '#server/contract/point.ts';

import { misfitsOf } from './merge-misfits.ts';

const LATEST_EVENTS = 4;

/** Two points side by side before one is shown under the other, and what speaks against it. */
export function MergeComparison({
  point,
  otherId,
  neighbours,
}: {
  point: PointDetail;
  otherId: number;
  neighbours: readonly Neighbour[] | undefined;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.neighbours;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const other = useQuery(pointQuery(otherId)).data;
  if (other === undefined) return null;
  const near = neighbours?.find((one) => one.point.id === otherId);
  // Neighbours are measured between their nearest parts; two points far apart by their marks.
  const metres = near?.distanceMetres ?? distance(point.anchor, other.anchor, { units: 'meters' });
  const misfits =
    neighbours === undefined ? [] : misfitsOf(point, other, near?.withinRadius === true);
  const rows = comparedRows([point, other], { text, format, categories });
  return (
    <section aria-label={own.compare} className={classes.compare}>
      {misfits.length > 0 && (
        <div className={classes.warn} role="alert">
          {own.misfits}
          <ul>
            {misfits.map((misfit) => (
              <li key={misfit}>
                {misfit === 'distance'
                  ? own.misfit.distance({ distance: format.distance(metres) })
                  : own.misfit[misfit]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <DataTable
        label={own.compare}
        head={[own.fact, own.thisPoint({ code: point.code }), own.otherPoint({ code: other.code })]}
      >
        {rows.map(([label, one, another]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{one}</td>
            <td>{another}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{own.facts.distance}</th>
          <td colSpan={2}>{metres < 0.5 ? own.here : format.distance(metres)}</td>
        </tr>
      </DataTable>
    </section>
  );
}

type Row = readonly [label: string, one: ReactNode, other: ReactNode];

/** Facts of both points, one row for each. */
function comparedRows(
  [point, other]: readonly [PointDetail, PointDetail],
  { text, format, categories }: { text: Text; format: Format; categories: readonly Category[] },
): Row[] {
  const own = text.neighbours;
  const categoryOf = (code: string) => categories.find((one) => one.code === code)?.name ?? code;
  return [
    [own.facts.name, point.officialName, other.officialName],
    [own.facts.category, categoryOf(point.category), categoryOf(other.category)],
    [
      own.facts.status,
      <StatusBadge key="this" status={point.status} />,
      <StatusBadge key="other" status={other.status} />,
    ],
    [own.facts.communes, communeList(point.communes, text), communeList(other.communes, text)],
    [
      own.facts.recurrences,
      format.number(point.recurrences, 0),
      format.number(other.recurrences, 0),
    ],
    [
      own.facts.history,
      <History key="this" point={point} />,
      <History key="other" point={other} />,
    ],
  ];
}

/** The latest events of a point, the newest first. */
function History({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const latest = point.events.toSorted((one, other) => other.seq - one.seq).slice(0, LATEST_EVENTS);
  return (
    <ol className={classes.history}>
      {latest.map(({ id, kind, effectiveOn }) => (
        <li key={id}>
          {format.date(effectiveOn)} {text.register.event[kind]}
        </li>
      ))}
    </ol>
  );
}
