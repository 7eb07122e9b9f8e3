import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { WatchNotes } from '#client/features/checks/watch-notes.tsx';
import { communesQuery } from '#client/api/communes.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { sizeOf } from '#client/map/shape.ts';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './point-drawer.module.css';

/** Facts of the place. `tools` stand beside its position. */
export function RecordFacts({ point, tools }: { point: PointDetail; tools?: ReactNode }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  const size = sizeOf(point.geometry, format);
  const category = useQuery(categoriesQuery).data?.items.find(
    ({ code }) => code === point.category,
  );
  return (
    <dl className={classes.facts}>
      <NextCheck point={point} />
      <Fact label={own.communes}>
        <Communes point={point} />
      </Fact>
      <Fact label={text.placeFacts.category}>
        {category?.name ?? point.category}
        <span className={classes.aside}>{text.register.kind[point.kind]}</span>
      </Fact>
      {point.aliases.length > 0 && (
        <Fact label={text.placeFacts.aliases}>
          {point.aliases.map((alias) => (
            <span key={alias.name} className={classes.line}>
              {alias.source === null
                ? alias.name
                : own.aliasSource({ name: alias.name, source: alias.source })}
            </span>
          ))}
        </Fact>
      )}
      <Fact label={own.place}>
        {format.coordinates(point.anchor)}
        <span className={classes.aside}>
          {shapeWord(point.geometry.type, own)}
          {size !== null && ` ${size}`}
          {point.locationErrorMetres !== null &&
            `, ${own.locationError({ distance: format.distance(point.locationErrorMetres) })}`}
          {point.placePrecision !== null &&
            `, ${own.byAddress({ precision: text.geocoding.precision[point.placePrecision] })}`}
        </span>
        {tools}
      </Fact>
      {point.grounds !== null && <Fact label={own.grounds}>{point.grounds}</Fact>}
      {point.proposedBy !== null && (
        <Fact label={own.proposedBy}>
          {point.proposedByMe ? own.proposedByMe({ name: point.proposedBy }) : point.proposedBy}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function NextCheck({ point }: { point: PointDetail }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  if (point.nextCheckOn === null) return null;
  const shown = point.asOf ?? today();
  const late = point.nextCheckOn < shown;
  const words = {
    date: format.date(point.nextCheckOn),
    ago: format.relativeDays(point.nextCheckOn, shown),
  };
  return (
    <Fact label={own.nextCheck}>
      <span className={late ? classes.late : undefined}>
        {late ? own.nextCheckOverdue(words) : own.nextCheckOn(words)}
      </span>
      <WatchNotes point={point} />
    </Fact>
  );
}

function Communes({ point }: { point: PointDetail }) {
  const text = useText();
  const own = text.pointDrawer;
  const approximate = useQuery(communesQuery).data?.approximate === true;
  const several = point.communes.length > 1;
  return (
    <>
      {point.communes.map((commune) => (
        <span key={commune.id} className={classes.line}>
          {communeName(commune, text)}
          {several && commune.lead && <span className={classes.lead}>{own.lead}</span>}
        </span>
      ))}
      {point.communeUncertain && (
        <span className={classes.uncertain}>
          {approximate ? own.uncertainApproximate : own.uncertainNear}
        </span>
      )}
    </>
  );
}

function shapeWord(
  type: PointDetail['geometry']['type'],
  own: { shapePoint: string; shapeLine: string; shapeArea: string },
): string {
  if (type.endsWith('Point')) return own.shapePoint;
  return type.endsWith('LineString') ? own.shapeLine : own.shapeArea;
}
