import { Box, Button, Group, Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import shared from '#client/ui/shared.module.css';
import type { LonLat } from '#server/contract/geo.ts';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));
const ENDS = ['start', 'end'] as const;
type End = (typeof ENDS)[number];

/** Places where a team begins and ends its day, each by a press on the map. */
export function TeamPlaces({
  places,
  onPick,
}: {
  places: Record<End, LonLat | null>;
  onPick: (end: End, place: LonLat | null) => void;
}) {
  const { teamDay } = useText().routes;
  const format = useFormat();
  const [chosen, setChosen] = useState<End | null>(null);
  const told = (end: End) => {
    const place = places[end];
    return place === null ? teamDay.noPlace[end] : format.coordinates(place);
  };
  return (
    <Stack component="fieldset" gap={8} m={0} p={0} bd={0} miw={0}>
      <Box component="legend" p={0} fw={500}>
        {teamDay.places}
      </Box>
      {ENDS.map((end) => (
        <Group key={end} gap={8} justify="space-between" wrap="nowrap">
          <span>
            {teamDay.ends[end]}: {told(end)}
          </span>
          <Button
            variant="default"
            size="compact-md"
            mih={44}
            aria-expanded={chosen === end}
            aria-label={teamDay.choose[end]}
            onClick={() => setChosen(chosen === end ? null : end)}
          >
            {teamDay.onMap}
          </Button>
        </Group>
      ))}
      {chosen !== null && (
        <>
          <p className={shared.aside}>{teamDay.press[chosen]}</p>
          <Box h={260} pos="relative" style={{ overflow: 'hidden' }}>
            <Suspense fallback={<LoadingRows rows={4} height={40} />}>
              <PlaceMap
                key={chosen}
                position={places[chosen]}
                errorMetres={0}
                onPick={(place) => onPick(chosen, place)}
                onCentre={() => undefined}
              />
            </Suspense>
          </Box>
          {places[chosen] !== null && (
            <Button variant="default" mih={44} onClick={() => onPick(chosen, null)}>
              {teamDay.without[chosen]}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
