import { Box, Button, Flex, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { useCommunesUnder } from './commune-note.tsx';
import { SearchBox } from '#client/search/search-box.tsx';
import { communeList, communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { SearchHit } from '#server/contract/search.ts';

import { CommuneField } from './commune-field.tsx';
import { errorMetresOf, type Place, PLACE_ERRORS } from './place.ts';
import shared from '#client/ui/shared.module.css';
import classes from './place-field.module.css';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));

/**
 * Field for a place: by a tap on the map, by search, by coordinates, or as a commune alone. A position carries its
 * error.
 */
export function PlaceField({
  legend,
  value,
  error,
  onChange,
}: {
  /** Legend, where the place is not that of an event. */
  legend?: string;
  value: Place;
  error: string | undefined;
  onChange: (place: Place, name: string | null) => void;
}) {
  const { tipIntake: own } = useText();
  const middle = useRef<LonLat | null>(null);
  // What an address says of its own place says nothing of the next.
  const told = value.kind === 'position' && value.error !== 'address' ? value.error : 'street';
  const pick = (position: LonLat) =>
    onChange({ kind: 'position', position, error: told, addressMetres: null }, null);
  return (
    <fieldset className={classes.place} data-faulty={error !== undefined}>
      <legend>{legend ?? own.place}</legend>
      <p className={shared.aside}>{own.placeMore}</p>
      <div className={classes.placeSearch} data-place-search>
        <SearchBox
          onChoose={(hit) => onChange(placeOfHit(hit), hit.kind === 'point' ? hit.name : null)}
        />
      </div>
      <div className={classes.placeMap}>
        <Suspense>
          <PlaceMap
            position={value.kind === 'position' ? value.position : null}
            errorMetres={value.kind === 'position' ? errorMetresOf(value) : 0}
            onPick={pick}
            onCentre={(at) => {
              middle.current = at;
            }}
          />
        </Suspense>
      </div>
      <PlaceTools
        value={value}
        onCentre={() => {
          if (middle.current !== null) pick(middle.current);
        }}
        onChange={(place) => onChange(place, null)}
      />
      {value.kind === 'position' && (
        <ErrorChoice value={value} onChange={(place) => onChange(place, null)} />
      )}
      <ChosenPlace value={value} />
      {error !== undefined && (
        <Box component="p" c="var(--db-danger)" role="alert">
          {error}
        </Box>
      )}
    </fieldset>
  );
}

/** The place that a found thing stands for: a commune, or a position with its error. */
function placeOfHit(hit: SearchHit): Place {
  if (hit.kind === 'commune') return { kind: 'commune', communeId: hit.id };
  const { position } = hit;
  if (hit.kind !== 'address') {
    return { kind: 'position', position, error: 'exact', addressMetres: null };
  }
  const addressMetres = Math.max(1, Math.ceil(hit.radiusMetres));
  return { kind: 'position', position, error: 'address', addressMetres };
}

/** The middle of the map as the place, or a commune alone. */
function PlaceTools({
  value,
  onCentre,
  onChange,
}: {
  value: Place;
  onCentre: () => void;
  onChange: (place: Place) => void;
}) {
  const { tipIntake: own } = useText();
  return (
    <Flex gap="xs" wrap="wrap">
      <Button variant="default" onClick={onCentre}>
        {own.useCentre}
      </Button>
      <Box flex="1 1 220px">
        <CommuneField
          aria-label={own.commune}
          placeholder={own.commune}
          value={value.kind === 'commune' ? String(value.communeId) : null}
          onChange={(id) =>
            onChange(id === null ? { kind: 'none' } : { kind: 'commune', communeId: Number(id) })
          }
        />
      </Box>
    </Flex>
  );
}

type Position = Extract<Place, { kind: 'position' }>;

/** The error of a position; that of an address is among the choices where an address was found. */
function ErrorChoice({
  value,
  onChange,
}: {
  value: Position;
  onChange: (place: Position) => void;
}) {
  const { tipIntake: own } = useText();
  const format = useFormat();
  const { addressMetres } = value;
  const byAddress =
    addressMetres === null
      ? []
      : [
          {
            value: 'address' as const,
            label: own.errorByAddress({ distance: format.distance(addressMetres) }),
          },
        ];
  return (
    <SegmentedControl
      aria-label={own.error}
      fullWidth
      // Four of them stand beside each other on no screen.
      orientation={addressMetres === null ? 'horizontal' : 'vertical'}
      value={value.error}
      data={[
        ...byAddress,
        ...PLACE_ERRORS.map((kind) => ({ value: kind, label: own.errors[kind] })),
      ]}
      onChange={(error) => onChange({ ...value, error })}
    />
  );
}

function ChosenPlace({ value }: { value: Place }) {
  const text = useText();
  const format = useFormat();
  const own = text.tipIntake;
  const communes = useQuery(communesQuery).data?.items;
  const under = useCommunesUnder({
    kind: 'Point',
    vertices: value.kind === 'position' ? [value.position] : [],
  });
  if (value.kind === 'none') return null;
  if (value.kind === 'commune') {
    const commune = communes?.find(({ id }) => id === value.communeId);
    return (
      <Box component="output" fw={500}>
        {commune !== undefined && own.inCommune({ commune: communeName(commune, text) })}
      </Box>
    );
  }
  return (
    <Box component="output" fw={500}>
      {own.chosen({ coordinates: format.coordinates(value.position) })}
      {under !== null && under.length > 0 && <>, {communeList(under, text)}</>}
    </Box>
  );
}
