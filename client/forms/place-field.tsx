import { Button, SegmentedControl } from '@mantine/core';
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
import { errorMetresOf, type Place, PLACE_ERRORS, type PlaceError } from './place.ts';
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
  const format = useFormat();
  const middle = useRef<LonLat | null>(null);
  // What an address says of its own place says nothing of the next.
  const told = value.kind === 'position' && value.error !== 'address' ? value.error : 'street';
  const pick = (position: LonLat, name: string | null = null, error: PlaceError = told) =>
    onChange({ kind: 'position', position, error, addressMetres: null }, name);
  const take = (hit: SearchHit) => {
    if (hit.kind === 'commune') onChange({ kind: 'commune', communeId: hit.id }, null);
    else if (hit.kind === 'point') pick(hit.position, hit.name, 'exact');
    else if (hit.kind === 'address') {
      const { position, radiusMetres } = hit;
      const addressMetres = Math.max(1, Math.ceil(radiusMetres));
      onChange({ kind: 'position', position, error: 'address', addressMetres }, null);
    } else pick(hit.position, null, 'exact');
  };
  return (
    <fieldset className={classes.place} data-faulty={error !== undefined}>
      <legend>{legend ?? own.place}</legend>
      <p className={classes.small}>{own.placeMore}</p>
      <div className={classes.placeSearch} data-place-search>
        <SearchBox onChoose={take} />
      </div>
      <div className={classes.placeMap}>
        <Suspense>
          <PlaceMap
            position={value.kind === 'position' ? value.position : null}
            errorMetres={value.kind === 'position' ? errorMetresOf(value) : 0}
            onPick={(position) => pick(position)}
            onCentre={(at) => {
              middle.current = at;
            }}
          />
        </Suspense>
      </div>
      <div className={classes.placeTools}>
        <Button
          variant="default"
          onClick={() => {
            if (middle.current !== null) pick(middle.current);
          }}
        >
          {own.useCentre}
        </Button>
        <div className={classes.communeOnly}>
          <CommuneField
            aria-label={own.commune}
            placeholder={own.commune}
            value={value.kind === 'commune' ? String(value.communeId) : null}
            onChange={(id) =>
              onChange(
                id === null ? { kind: 'none' } : { kind: 'commune', communeId: Number(id) },
                null,
              )
            }
          />
        </div>
      </div>
      {value.kind === 'position' && (
        <SegmentedControl
          aria-label={own.error}
          fullWidth
          // Four of them stand beside each other on no screen.
          orientation={value.addressMetres === null ? 'horizontal' : 'vertical'}
          value={value.error}
          data={[
            ...(value.addressMetres === null
              ? []
              : [
                  {
                    value: 'address' as const,
                    label: own.errorByAddress({ distance: format.distance(value.addressMetres) }),
                  },
                ]),
            ...PLACE_ERRORS.map((kind) => ({ value: kind, label: own.errors[kind] })),
          ]}
          onChange={(error) => onChange({ ...value, error }, null)}
        />
      )}
      <ChosenPlace value={value} />
      {error !== undefined && (
        <p className={classes.fault} role="alert">
          {error}
        </p>
      )}
    </fieldset>
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
      <output className={classes.chosen}>
        {commune !== undefined && own.inCommune({ commune: communeName(commune, text) })}
      </output>
    );
  }
  return (
    <output className={classes.chosen}>
      {own.chosen({ coordinates: format.coordinates(value.position) })}
      {under !== null && under.length > 0 && <>, {communeList(under, text)}</>}
    </output>
  );
}
