import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { neighboursOfPlaceQuery, type AskedPlace } from '#client/register/neighbour-queries.ts';
import type { Neighbour } from '#server/contract/neighbour.ts';
import { can } from '#server/contract/permission.ts';

import { NeighbourList, type NeighbourAct } from './neighbour-list.tsx';
import shared from '#client/ui/shared.module.css';
import classes from './neighbour-list.module.css';

const REST_MILLISECONDS = 400;

/**
 * Asks whether a place that is about to be entered is one of the points within the matching radius. Shows nothing where
 * there are none, and for who may not read points.
 */
export function NeighbourOffer({
  place,
  act,
  chosenId = null,
  onChoose,
}: {
  /** The place so far; null while it has no position. */
  place: AskedPlace | null;
  act: NeighbourAct;
  chosenId?: number | null;
  onChoose: (neighbour: Neighbour) => void;
}) {
  const { neighbours: own } = useText();
  const me = useMe();
  const client = useQueryClient();
  const [asked] = useDebouncedValue(place, REST_MILLISECONDS);
  const found = useQuery({
    ...neighboursOfPlaceQuery(client, asked ?? NOWHERE),
    enabled: asked !== null && can(me.role, 'points:read'),
  });
  const items = found.data?.items.filter(({ withinRadius }) => withinRadius) ?? [];
  if (place === null || asked === null || items.length === 0) return null;
  return (
    <section className={classes.offer} aria-label={own.question} aria-live="polite">
      <h3>{own.question}</h3>
      <p className={shared.note}>{found.data?.kept === true ? own.kept : own.more}</p>
      <NeighbourList items={items} act={act} chosenId={chosenId} onChoose={onChoose} />
    </section>
  );
}

const NOWHERE: AskedPlace = {
  geometry: { type: 'Point', coordinates: [0, 0] },
  errorMetres: null,
  category: null,
};
