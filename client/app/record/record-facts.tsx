import { Box, Flex, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { communesQuery } from '#client/api/communes.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { sizeOf } from '#client/map/shape.ts';
import type { PointDetail } from '#server/contract/point.ts';
import shared from '#client/ui/shared.module.css';

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
    <Flex component="dl" className={shared.ruled} direction="column" gap="xs" p="md">
      <NextCheck point={point} />
      <Fact label={own.communes}>
        <Communes point={point} />
      </Fact>
      <Fact label={text.placeFacts.category}>
        {category?.name ?? point.category}
        <Text span display="block" size="xs" c="dimmed">
          {text.register.kind[point.kind]}
        </Text>
      </Fact>
      {point.aliases.length > 0 && (
        <Fact label={text.placeFacts.aliases}>
          {point.aliases.map((alias) => (
            <Box key={alias.name} component="span" display="block">
              {alias.source === null
                ? alias.name
                : own.aliasSource({ name: alias.name, source: alias.source })}
            </Box>
          ))}
        </Fact>
      )}
      <Fact label={own.place}>
        {format.coordinates(point.anchor)}
        <Text span display="block" size="xs" c="dimmed">
          {shapeWord(point.geometry.type, own)}
          {size !== null && ` ${size}`}
          {point.locationErrorMetres !== null &&
            `, ${own.locationError({ distance: format.distance(point.locationErrorMetres) })}`}
          {point.placePrecision !== null &&
            `, ${own.byAddress({ precision: text.geocoding.precision[point.placePrecision] })}`}
        </Text>
        {tools}
      </Fact>
      {point.grounds !== null && <Fact label={own.grounds}>{point.grounds}</Fact>}
      {point.proposedBy !== null && (
        <Fact label={own.proposedBy}>
          {point.proposedByMe ? own.proposedByMe({ name: point.proposedBy }) : point.proposedBy}
        </Fact>
      )}
    </Flex>
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
        <Box key={commune.id} component="span" display="block">
          {communeName(commune, text)}
          {several && commune.lead && <span className={classes.lead}>{own.lead}</span>}
        </Box>
      ))}
      {point.communeUncertain && (
        <Text span display="block" size="xs" c="var(--db-warning)">
          {approximate ? own.uncertainApproximate : own.uncertainNear}
        </Text>
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

/** Notes that nobody has checked since the closing, and how often in a row it was tried in vain. */
function WatchNotes({ point }: { point: PointDetail }) {
  const { checks: text } = useText();
  const format = useFormat();
  const inVain = triesInVain(point);
  const notes = [
    ...(point.flags.includes('unchecked') ? [text.neverSeen] : []),
    ...(inVain > 0 ? [text.inVain({ count: format.number(inVain, 0) })] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <Text span display="block" size="xs" c="var(--db-flag-waiting)">
      {notes.join('; ')}
    </Text>
  );
}

/** The checks of this cycle since the last one that saw the place. */
function triesInVain({ events, cycle }: PointDetail): number {
  const checks = events
    .filter((event) => event.kind === 'checked' && event.cycle === cycle)
    .toSorted((a, b) =>
      a.effectiveOn === b.effectiveOn ? b.seq - a.seq : a.effectiveOn < b.effectiveOn ? 1 : -1,
    );
  const seen = checks.findIndex((event) => event.detail['result'] !== 'could_not_check');
  return seen === -1 ? checks.length : seen;
}
