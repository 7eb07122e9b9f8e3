import { Button, TextInput } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import type { usePosition } from '#client/forms/use-position.ts';
import type { FieldProps } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';

import classes from './field.module.css';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));

/** Field for the place of an unplanned stop: where the device is, a press on the map, or coordinates by hand. */
export function UnplannedPlace({
  place,
  chosen,
  device,
  around,
  field,
  onChange,
}: {
  place: LonLat | null;
  /** True when another place was chosen than that of the device. */
  chosen: boolean;
  device: ReturnType<typeof usePosition>;
  around: LonLat | null;
  field: FieldProps;
  /** Coordinates as text; empty: where the device is. */
  onChange: (place: string) => void;
}) {
  const { field: own } = useText().routes;
  const format = useFormat();
  const { error } = field('place');
  return (
    <div className={classes.place} data-faulty={Boolean(error)}>
      <PlaceWords place={place} chosen={chosen} device={device} />
      {error !== undefined && (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      )}
      <div className={classes.placeMap}>
        <Suspense>
          <PlaceMap
            position={place}
            start={around}
            errorMetres={20}
            onPick={(picked) => onChange(format.coordinates(picked))}
            onCentre={() => undefined}
          />
        </Suspense>
      </div>
      <div className={classes.acts}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconCurrentLocation size={20} stroke={1.6} aria-hidden="true" />}
          onClick={() => {
            onChange('');
            device.askAgain();
          }}
        >
          {own.here}
        </Button>
      </div>
      <ByHand wrong={chosen && place === null} field={field} />
    </div>
  );
}

/** Shows the position of the new stop and its accuracy. */
function PlaceWords({
  place,
  chosen,
  device: { position },
}: Pick<Parameters<typeof UnplannedPlace>[0], 'place' | 'chosen' | 'device'>) {
  const { field: own } = useText().routes;
  const format = useFormat();
  const words = () => {
    if (chosen) return place === null ? '…' : format.coordinates(place);
    if (position.kind === 'known') {
      return own.placeHere({ accuracy: format.distance(position.accuracyMetres) });
    }
    return position.kind === 'asking' ? own.placeAsking : own.placeUnknown;
  };
  return (
    <output>
      {own.stopPlace}: {words()}
    </output>
  );
}

/** Coordinates by hand, for whoever asks for them. */
function ByHand({ wrong, field }: { wrong: boolean; field: FieldProps }) {
  const { field: own, teams } = useText().routes;
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button variant="subtle" size="md" onClick={() => setOpen(true)}>
        {own.byHand}
      </Button>
    );
  }
  return (
    <TextInput
      label={teams.coordinates}
      size="md"
      {...field('place')}
      withAsterisk={false}
      error={wrong ? teams.coordinatesWrong : null}
    />
  );
}
