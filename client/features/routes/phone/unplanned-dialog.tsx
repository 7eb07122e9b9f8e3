import { Button, Flex, Radio, Stack, TextInput } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import { PhotoField } from '#client/attachments/photo-field.tsx';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { NoteField } from '#client/check-form/note-field.tsx';
import { usePosition } from '#client/forms/use-position.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { positionIn } from '#client/map/read-coordinates.ts';
import type { Entry, EntryLine } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { AddUnplannedStop, type FieldRouteList } from '#server/contract/route-result.ts';

import { FIELD_KEY } from './field-queries.ts';
import classes from './field.module.css';
import { unplannedEntry, type UnplannedContext } from './unplanned-entry.ts';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));

const RESULTS = ['no_sign', 'signs'] as const;
const LATER = 'later';

type Values = { name: string; place: string; result: string; note: string };

type Given = {
  context: UnplannedContext;
  /** Middle of the map while no position is known. */
  around?: LonLat | null;
  /** The entry of the outbox that is being changed, with its photos. */
  entry?: Entry | null;
  kept?: readonly NewPhoto[];
  onClose: () => void;
};

const resultOf = (chosen: string) => RESULTS.find((one) => one === chosen) ?? null;

/** Adds a stop that nobody had planned, or keeps it on the device. */
function useStop(
  { context, entry = null, onClose }: Given,
  {
    placeOf,
    photos,
    linesOf,
  }: {
    placeOf: (typed: string) => LonLat | null;
    photos: readonly NewPhoto[];
    linesOf: (values: Values) => EntryLine[];
  },
) {
  const text = useText();
  const { field: own } = text.routes;
  const format = useFormat();
  const submit = useSubmit<FieldRouteList>(entry);
  const known = context.values;
  return useWrite({
    draft: `unplanned stop ${context.routeId} ${entry?.id ?? ''}`,
    initial: {
      name: known.name,
      place: known.place === null ? '' : format.coordinates(known.place),
      result: known.result ?? LATER,
      note: known.note,
    } as Values,
    schema: AddUnplannedStop,
    body({ name, place, result, note }) {
      const { key, shiftId, resultId, finishedAt } = context;
      const photoIds = photos.map(({ id }) => id);
      const said = { resultId, finishedAt: finishedAt ?? now(), note, photoIds };
      const looked = resultOf(result);
      const found = looked === null ? null : { ...said, result: looked };
      return { key, shiftId, name, place: placeOf(place), result: found };
    },
    at: { 'result.note': 'note' },
    words: { place: own.stopPlaceMissing },
    send(body, _, values) {
      const finishedAt = body.result?.finishedAt ?? context.finishedAt ?? now();
      const { name, place } = body;
      const kept = { name, place, result: resultOf(values.result), note: values.note };
      const sent = body.result === null ? [] : photos;
      const written = { body, photos: sent, lines: linesOf(values), text };
      return submit(unplannedEntry({ ...context, finishedAt, values: kept }, written));
    },
    said: own.stopAdded,
    kept: own.kept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone: onClose,
  });
}

/** A stop on the way that nobody had planned, with what was found there; works without a network. */
export function UnplannedDialog(given: Given) {
  const { context, around = null, kept = [], onClose } = given;
  const text = useText();
  const { field: own, sheet } = text.routes;
  const format = useFormat();
  const device = usePosition(context.values.place === null ? null : { kind: 'left_out' });
  const [photos, setPhotos] = useState(kept);
  const { position } = device;
  // Nothing chosen: where the device is.
  const placeOf = (chosen: string): LonLat | null => {
    if (chosen.trim() !== '') return positionIn(chosen);
    return position.kind === 'known' ? position.at : null;
  };
  const linesOf = (values: Values) => {
    const place = placeOf(values.place);
    const result = resultOf(values.result);
    return [
      { label: sheet.place, value: values.name.trim() || '…' },
      { label: own.stopPlace, value: place === null ? '…' : format.coordinates(place) },
      { label: text.routes.result, value: result === null ? own.lookLater : own.results[result] },
    ];
  };
  const write = useStop(given, { placeOf, photos, linesOf });
  const { field, form, values } = write;
  return (
    <WriteDialog
      write={write}
      title={own.addStop}
      lines={linesOf(values)}
      confirm={own.addStopDone}
      onClose={onClose}
    >
      <TextInput label={own.stopName} size="md" {...field('name')} />
      <UnplannedPlace
        place={placeOf(values.place)}
        chosen={values.place.trim() !== ''}
        device={device}
        around={around}
        field={field}
        onChange={(place) => form.setFieldValue('place', place)}
      />
      <FoundField {...field('result')} />
      {values.result !== LATER && (
        <>
          <PhotoField photos={photos} most={MOST_EVENT_PHOTOS} onChange={setPhotos} />
          <NoteField field={field} />
        </>
      )}
    </WriteDialog>
  );
}

/** Field for the finding, or for the fact that nobody has checked yet. */
function FoundField(props: ReturnType<FieldProps>) {
  const { field: own } = useText().routes;
  return (
    <Radio.Group label={own.choose} {...props}>
      <Stack gap={0}>
        {RESULTS.map((one) => (
          <Radio key={one} value={one} label={own.results[one]} size="md" py={11} />
        ))}
        <Radio value={LATER} label={own.lookLater} size="md" py={11} />
      </Stack>
    </Radio.Group>
  );
}

/** Field for the place of an unplanned stop: where the device is, a press on the map, or coordinates by hand. */
function UnplannedPlace({
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
    <Stack gap="xs" data-faulty={Boolean(error)}>
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
      <Flex gap={4} wrap="wrap">
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
      </Flex>
      <ByHand wrong={chosen && place === null} field={field} />
    </Stack>
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
