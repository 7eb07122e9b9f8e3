import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { distance } from '@turf/turf';
import type { ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { type NamedRow, futureDay } from '#client/forms/entered-values.ts';
import { NeighbourList } from '#client/forms/neighbour-list.tsx';
import classes from '#client/forms/neighbour-list.module.css';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { useText, useFormat, type Text } from '#client/i18n/use-text.ts';
import { neighboursOfPointQuery } from '#client/register/neighbour-queries.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import { MergeBody } from '#server/contract/life-cycle.ts';
import type { Neighbour } from '#server/contract/neighbour.ts';
import type { PointDetail, Category } from '#server/contract/point.ts';
import shared from '#client/ui/shared.module.css';

import { afterCorrection, emptyCorrection } from './correction.ts';
import { CorrectionDialog } from './correction-dialog.tsx';

const LATEST_EVENTS = 4;

/** Two points side by side before one is shown under the other, and what speaks against it. */
function MergeComparison({
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
    <Box component="ol">
      {latest.map(({ id, kind, effectiveOn }) => (
        <li key={id}>
          {format.date(effectiveOn)} {text.register.event[kind]}
        </li>
      ))}
    </Box>
  );
}

/** Two entries of one place: this one is shown under the other from now on. */
export function MergeForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const text = useText();
  const { pointActs: own, neighbours: around, register } = text;
  const near = useQuery(neighboursOfPointQuery(point.id)).data?.items;
  const write = useWrite({
    draft: `merge of point ${point.id}`,
    initial: { ...emptyCorrection(), intoPointId: null as NamedRow | null },
    schema: MergeBody,
    body: (values) => ({
      ...values,
      version: point.version,
      intoPointId: values.intoPointId?.id ?? null,
    }),
    words: { intoPointId: own.mergeIntoMissing },
    check: (values) => futureDay(values, text),
    send: (json, once) =>
      call(api.points[':id'].merge.$post({ param: { id: String(point.id) }, json }, once)),
    propose: (body) => ({ kind: 'merge', pointId: point.id, act: body }),
    ...afterCorrection(point, { act: register.act.merge, text, onClose }),
  });
  const chosen = write.values.intoPointId;
  const field = write.field('intoPointId');
  return (
    <CorrectionDialog
      title={register.act.merge}
      lead={own.mergeMore}
      confirm={register.act.merge}
      labels={{ day: own.effectiveOn, document: own.documentNumber, reason: own.mergeReason }}
      point={point}
      changes={chosen === null ? [] : [{ label: own.mergeInto, value: chosen.label }]}
      write={write}
      onClose={onClose}
    >
      {near !== undefined && (
        <section className={`${classes.offer} ${classes.plain}`} aria-label={around.mergeTitle}>
          <h3>{around.mergeTitle}</h3>
          {near.length === 0 && <p className={shared.note}>{around.mergeNone}</p>}
          <NeighbourList
            items={near}
            act={{ label: around.choose, named: (code) => around.chooseNamed({ code }) }}
            chosenId={chosen?.id ?? 0}
            onChoose={({ point: { id, code, officialName } }) =>
              field.onChange({ id, label: `${code} · ${officialName}` })
            }
          />
        </section>
      )}
      <OtherPointField
        label={own.mergeInto}
        required
        exceptId={point.id}
        chosen={chosen}
        error={field.error}
        onChoose={field.onChange}
      />
      {chosen !== null && <MergeComparison point={point} otherId={chosen.id} neighbours={near} />}
    </CorrectionDialog>
  );
}

type Misfit = 'category' | 'commune' | 'distance';

type Compared = Pick<PointDetail, 'category' | 'communes'>;

/** Lists reasons against two points being one place. @param withinRadius they lie within the matching radius */
export function misfitsOf(point: Compared, other: Compared, withinRadius: boolean): Misfit[] {
  const communes = new Set(point.communes.map(({ id }) => id));
  return [
    ...(point.category === other.category ? [] : (['category'] as const)),
    ...(other.communes.some(({ id }) => communes.has(id)) ? [] : (['commune'] as const)),
    ...(withinRadius ? [] : (['distance'] as const)),
  ];
}
