import { Box, Flex, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconList, IconZoomIn } from '@tabler/icons-react';
import { Popup } from '@vis.gl/react-maplibre';

import type { Filter } from '#client/register/filter.ts';
import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { pointsInBoxQuery } from '#client/register/queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagBadge, StatusBadge } from '#client/ui/status-badge.tsx';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import classes from './mark-card.module.css';
import { isSpot, statusOf } from './mark-features.ts';

const REST_MILLISECONDS = 180;
/** A tile's grid at its coarsest is some seventy metres. */
const GRID_DEGREES = 8e-4;

/** Opens a ring: its list, or the map nearer in. */
type Choose = (mark: Mark, wantsList: boolean) => void;

/** Card of the mark under the pointer: signs, words and numbers, and for a ring what a press can do. */
export function MarkCard({
  mark,
  zoom,
  filter,
  choose,
  onHold,
  onLeave,
}: {
  mark: Mark;
  zoom: number;
  filter: Filter;
  /** Null while the pointer draws. */
  choose: Choose | null;
  /** The pointer is on the card, or has left it. */
  onHold: () => void;
  onLeave: () => void;
}) {
  return (
    <Popup
      longitude={mark.at[0]}
      latitude={mark.at[1]}
      offset={24}
      closeButton={false}
      closeOnClick={false}
      maxWidth="280px"
      focusAfterOpen={false}
    >
      {mark.point === null ? (
        <div className={classes.held} onPointerEnter={onHold} onPointerLeave={onLeave}>
          <GroupCard mark={mark} spot={isSpot(mark, zoom)} choose={choose} />
        </div>
      ) : (
        <PointCard mark={mark} id={mark.point.id} cycle={mark.point.cycle} filter={filter} />
      )}
    </Popup>
  );
}

function GroupCard({ mark, spot, choose }: { mark: Mark; spot: boolean; choose: Choose | null }) {
  const text = useText();
  const format = useFormat();
  const count = format.number(mark.count, 0);
  return (
    <Stack gap={6} fz="sm" lh="var(--db-line-small)" py={10} px="sm">
      <p className={classes.title}>
        {spot ? text.map.spotCount({ count }) : text.map.clusterCount({ count })}
      </p>
      <Flex component="ul" className={classes.counts} direction="column" gap={2}>
        {POINT_STATUSES.map((status, code) => {
          const share = mark.status[code] ?? 0;
          if (share === 0) return null;
          return (
            <li key={status}>
              <StatusShape status={status} size={16} />
              <span>{text.register.status[status]}</span>
              <strong>{format.number(share, 0)}</strong>
            </li>
          );
        })}
        {suspectedIn(mark) > 0 && (
          <li>
            <FlagShape flag="suspected" size={16} />
            <span>{text.register.flag.suspected}</span>
            <strong>{format.number(suspectedIn(mark), 0)}</strong>
          </li>
        )}
      </Flex>
      {choose !== null && (
        <Flex className={classes.choices} gap={6} mt={2}>
          {!spot && (
            <button type="button" onClick={() => choose(mark, false)}>
              <IconZoomIn size={16} stroke={1.6} aria-hidden="true" />
              {text.selection.zoomIn}
            </button>
          )}
          <button type="button" onClick={() => choose(mark, true)}>
            <IconList size={16} stroke={1.6} aria-hidden="true" />
            {text.selection.list}
          </button>
        </Flex>
      )}
    </Stack>
  );
}

function suspectedIn(mark: Mark): number {
  return mark.flags[POINT_FLAGS.indexOf('suspected')] ?? 0;
}

function PointCard({
  mark,
  id,
  cycle,
  filter,
}: {
  mark: Mark;
  id: number;
  cycle: number;
  filter: Filter;
}) {
  const text = useText();
  const format = useFormat();
  const name = useNameOf(mark, id, filter);
  const flags = POINT_FLAGS.filter((_, bit) => (mark.flags[bit] ?? 0) > 0);
  const status = statusOf(mark);
  return (
    <Stack gap={6} fz="sm" lh="var(--db-line-small)" py={10} px="sm">
      {name !== null && <p className={classes.title}>{name}</p>}
      <StatusBadge status={status} suspected={flags.includes('suspected')} />
      {flags.length > 0 && (
        <Flex gap={4} wrap="wrap">
          {flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </Flex>
      )}
      {cycle > 0 && (
        <Box component="p" fz="xs" c="dimmed">
          {text.map.cycle({ number: format.number(cycle, 0) })}
        </Box>
      )}
    </Stack>
  );
}

/** Tiles carry no names; a name is asked for when the pointer has rested on the mark. */
function useNameOf(mark: Mark, id: number, filter: Filter): string | null {
  const [rested] = useDebouncedValue(id, REST_MILLISECONDS);
  const [longitude, latitude] = mark.at;
  const { data } = useQuery({
    ...pointsInBoxQuery(filter, [
      longitude - GRID_DEGREES,
      latitude - GRID_DEGREES,
      longitude + GRID_DEGREES,
      latitude + GRID_DEGREES,
    ]),
    enabled: rested === id,
  });
  return data?.items.find((point) => point.id === id)?.officialName ?? null;
}
