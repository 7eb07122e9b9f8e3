import { Box, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { positionIn } from '#client/map/read-coordinates.ts';
import type { LonLat } from '#server/contract/geo.ts';
import {
  AddInspectionObjectBody,
  type InspectionObject,
  type InspectionObjectDetail,
} from '#server/contract/inspection-object.ts';

import classes from './inspection-objects.module.css';
import { OBJECTS_KEY } from './queries.ts';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));
const NEAR_METRES = 30;

const written = ([longitude, latitude]: LonLat) =>
  `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;

/** Adds a business, or writes `object` anew. */
function useEntry(
  object: InspectionObject | null,
  onDone: (saved: InspectionObjectDetail) => void,
) {
  const { inspections: own } = useText();
  return useWrite({
    draft: `business ${object?.id ?? ''}`,
    initial: {
      name: object?.name ?? '',
      category: object?.category ?? null,
      address: object?.address ?? '',
      position: object === null ? '' : written(object.position),
    },
    schema: AddInspectionObjectBody,
    body: (values) => ({ ...values, position: positionIn(values.position) }),
    words: own.wrong,
    send(entry, once) {
      const objects = api['inspection-objects'];
      if (object === null) return call(objects.$post({ json: entry }, once));
      const json = { ...entry, version: object.version };
      return call(objects[':id'].change.$post({ param: { id: String(object.id) }, json }, once));
    },
    said: own.saved,
    refresh: [OBJECTS_KEY],
    onDone,
  });
}

/** A new business, or one written anew. */
export function ObjectDialog({
  object,
  onSaved,
  onClose,
}: {
  object: InspectionObject | null;
  onSaved: (object: InspectionObjectDetail) => void;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.inspections;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const middle = useRef<LonLat | null>(null);
  const write = useEntry(object, (saved) => {
    onSaved(saved);
    onClose();
  });
  const { field, form } = write;
  return (
    <WriteDialog
      write={write}
      title={object === null ? own.add : `${own.change}: ${object.code}`}
      confirm={text.common.save}
      onClose={onClose}
    >
      <TextInput label={own.name} description={own.nameMore} data-autofocus {...field('name')} />
      <Select
        label={own.category}
        searchable
        allowDeselect={false}
        data={categories
          .filter(({ kind }) => kind === 'business')
          .map(({ code, name }) => ({ value: code, label: name }))}
        {...field('category')}
      />
      <TextInput label={own.address} {...field('address')} />
      <TextInput label={own.coordinates} description={own.placeMore} {...field('position')} />
      <Box className={classes.map} h={220} bd="1px solid var(--db-border)" bdrs="md" pos="relative">
        <Suspense>
          <PlaceMap
            position={positionIn(write.values.position)}
            errorMetres={NEAR_METRES}
            onPick={(at) => form.setFieldValue('position', written(at))}
            onCentre={(at) => {
              middle.current = at;
            }}
          />
        </Suspense>
      </Box>
      <Button
        variant="default"
        onClick={() => {
          if (middle.current !== null) form.setFieldValue('position', written(middle.current));
        }}
      >
        {own.useCentre}
      </Button>
    </WriteDialog>
  );
}
