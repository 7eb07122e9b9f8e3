import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { usePosition } from '#client/forms/use-position.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { positionIn } from '#client/map/read-coordinates.ts';
import type { Entry, EntryLine } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { AddUnplannedStop, type FieldRouteList } from '#server/contract/route-result.ts';

import { FIELD_KEY } from './field-queries.ts';
import classes from './routes.module.css';
import { unplannedEntry, type UnplannedContext } from './unplanned-entry.ts';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));
const RESULTS = ['no_sign', 'signs'] as const;
const LATER = 'later';

type Values = { name: string; place: string; result: string; note: string };

type Given = { context: UnplannedContext; entry?: Entry | null; onClose: () => void };

const resultOf = (chosen: string) => RESULTS.find((one) => one === chosen) ?? null;

/** Says how a typed place is read: blank, it is where the device is. */
function usePlaceOf(known: LonLat | null) {
  const { position } = usePosition(known === null ? null : { kind: 'left_out' });
  return (typed: string): LonLat | null => {
    if (typed.trim() === '') return position.kind === 'known' ? position.at : null;
    return positionIn(typed);
  };
}

/** Adds a stop that nobody had planned, or keeps it on the device. */
function useStop(
  { context, entry = null, onClose }: Given,
  placeOf: (typed: string) => LonLat | null,
  linesOf: (values: Values) => EntryLine[],
) {
  const text = useText();
  const { field: own, teams } = text.routes;
  const format = useFormat();
  const submit = useSubmit<FieldRouteList>(entry);
  const known = context.values;
  return useWrite({
    initial: {
      name: known.name,
      place: known.place === null ? '' : format.coordinates(known.place),
      result: known.result ?? LATER,
      note: known.note,
    } as Values,
    schema: AddUnplannedStop,
    body({ name, place, result, note }) {
      const { key, shiftId, resultId, finishedAt } = context;
      const found = { resultId, finishedAt: finishedAt ?? now(), result: resultOf(result), note };
      const looked = found.result !== null;
      return { key, shiftId, name, place: placeOf(place), result: looked ? found : null };
    },
    at: { 'result.note': 'note' },
    words: { place: teams.coordinatesWrong },
    send(body, _, values) {
      const finishedAt = body.result?.finishedAt ?? context.finishedAt ?? now();
      const { name, place } = body;
      const kept = { name, place, result: resultOf(values.result), note: values.note };
      const lines = linesOf(values);
      return submit(
        unplannedEntry({ ...context, finishedAt, values: kept }, body, { lines, text }),
      );
    },
    said: own.stopAdded,
    kept: own.kept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone: onClose,
  });
}

/** A stop on the way that nobody had planned, with what was found there; works without a network. */
export function UnplannedDialog(given: Given) {
  const { context, onClose } = given;
  const text = useText();
  const { field: own, teams, sheet } = text.routes;
  const format = useFormat();
  const placeOf = usePlaceOf(context.values.place);
  const linesOf = (values: Values) => {
    const place = placeOf(values.place);
    const result = resultOf(values.result);
    return [
      { label: sheet.place, value: values.name.trim() || '…' },
      { label: own.stopPlace, value: place === null ? '…' : format.coordinates(place) },
      { label: text.routes.result, value: result === null ? own.lookLater : own.results[result] },
    ];
  };
  const write = useStop(given, placeOf, linesOf);
  const { field, form, values } = write;
  const place = placeOf(values.place);
  const wrong = values.place.trim() !== '' && place === null;
  return (
    <WriteDialog
      write={write}
      title={own.addStop}
      lines={linesOf(values)}
      confirm={own.addStopDone}
      onClose={onClose}
    >
      <TextInput label={own.stopName} size="md" {...field('name')} />
      <TextInput
        label={teams.coordinates}
        description={own.stopPlaceMore}
        size="md"
        {...field('place')}
        error={wrong ? teams.coordinatesWrong : field('place').error}
      />
      <div className={classes.placeMap}>
        <Suspense>
          <PlaceMap
            position={place}
            errorMetres={20}
            onPick={(picked) => form.setFieldValue('place', format.coordinates(picked))}
            onCentre={() => undefined}
          />
        </Suspense>
      </div>
      <FoundField {...field('result')} />
      {values.result !== LATER && (
        <Textarea label={own.note} autosize minRows={2} {...field('note')} />
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
