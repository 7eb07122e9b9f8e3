import { ActionIcon, Box } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Marker } from '@vis.gl/react-maplibre';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SearchHit } from '#server/contract/search.ts';

import classes from './found-place.module.css';
import { GroundAround } from './ground-around.tsx';
import { MapPin } from './map-pin.tsx';

export type FoundHit = Extract<SearchHit, { kind: 'address' | 'coordinates' }>;

/** A found address or position: a pin, the circle in which the place really lies, and both in words. */
export function FoundPlace({
  hit,
  colour,
  onClose,
}: {
  hit: FoundHit;
  colour: string;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const [longitude, latitude] = hit.position;
  const address = hit.kind === 'address' ? hit : null;
  return (
    <>
      {address !== null && (
        <GroundAround
          id="found-place"
          place={address.position}
          metres={address.radiusMetres}
          colour={colour}
        />
      )}
      <Marker longitude={longitude} latitude={latitude} anchor="bottom">
        <MapPin colour={colour} />
      </Marker>
      <Marker longitude={longitude} latitude={latitude} anchor="top" offset={[0, 4]}>
        <section className={classes.words} aria-label={text.map.foundPlace}>
          <span>
            <strong>{address?.label ?? format.coordinates(hit.position)}</strong>
            {address !== null && (
              <Box component="span" display="block" c="dimmed">
                {text.map.foundWithin({ distance: format.distance(address.radiusMetres) })}
              </Box>
            )}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            className={classes.close}
            aria-label={text.map.leaveFound}
            onClick={onClose}
          >
            <IconX size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </section>
      </Marker>
    </>
  );
}
