import { Radio, Stack, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { usePosition } from '#client/forms/use-position.ts';
import { readCoordinates } from '#client/map/read-coordinates.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { FieldDialog } from './field-dialog.tsx';
import classes from './routes.module.css';
import { useFieldSubmit } from './use-field-submit.ts';
import { isWholeStop, unplannedEntry, type UnplannedContext } from './unplanned-entry.ts';
import { WordsField } from './words-field.tsx';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));
const RESULTS = ['no_sign', 'signs'] as const;

/** A stop on the way that nobody had planned, with what was found there; works without a network. */
export function UnplannedDialog({
  context,
  entry = null,
  onClose,
}: {
  context: UnplannedContext;
  entry?: Entry | null;
  onClose: () => void;
}) {
  const text = useText();
  const { field } = text.routes;
  const place = usePlace(context.values.place);
  const [given, setGiven] = useState(context.values);
  const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
  const values = { ...given, place: place.at };
  const result = values.result === null ? field.lookLater : field.results[values.result];
  const lines = [
    { label: text.routes.sheet.place, value: values.name.trim() === '' ? '…' : values.name.trim() },
    { label: field.stopPlace, value: place.words ?? '…' },
    { label: text.routes.result, value: result },
  ];
  const sending = useFieldSubmit({ entry, said: field.stopAdded, onDone: onClose });
  return (
    <FieldDialog
      title={field.addStop}
      lines={lines}
      confirm={field.addStopDone}
      whole={isWholeStop(values) && place.at !== null}
      sending={sending}
      onSubmit={() => {
        if (place.at === null) return;
        sending.mutate(unplannedEntry({ ...context, values }, place.at, { lines, text }));
      }}
      onClose={onClose}
    >
      <TextInput
        label={field.stopName}
        withAsterisk
        size="md"
        maxLength={120}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={text.routes.teams.coordinates}
        description={field.stopPlaceMore}
        withAsterisk
        size="md"
        error={place.wrong && text.routes.teams.coordinatesWrong}
        value={place.typed}
        onChange={(event) => place.type(event.currentTarget.value)}
      />
      <div className={classes.placeMap}>
        <Suspense>
          <PlaceMap
            position={place.at}
            errorMetres={20}
            onPick={place.pick}
            onCentre={() => undefined}
          />
        </Suspense>
      </div>
      <Radio.Group
        label={field.choose}
        value={values.result ?? 'later'}
        onChange={(chosen) => set({ result: RESULTS.find((one) => one === chosen) ?? null })}
      >
        <Stack gap={0}>
          {RESULTS.map((one) => (
            <Radio key={one} value={one} label={field.results[one]} size="md" py={11} />
          ))}
          <Radio value="later" label={field.lookLater} size="md" py={11} />
        </Stack>
      </Radio.Group>
      {values.result !== null && (
        <WordsField label={field.note} value={values.note} onChange={(note) => set({ note })} />
      )}
    </FieldDialog>
  );
}

/** Where the device is, unless another place is typed or pressed on the map. */
function usePlace(known: LonLat | null) {
  const format = useFormat();
  const [typed, setTyped] = useState(known === null ? '' : format.coordinates(known));
  const { position } = usePosition(known === null ? null : { kind: 'left_out' });
  const read = readCoordinates(typed);
  const device = position.kind === 'known' ? position.at : null;
  const at = typed.trim() === '' ? device : 'position' in read ? read.position : null;
  return {
    typed,
    at,
    words: at === null ? null : format.coordinates(at),
    wrong: typed.trim() !== '' && at === null,
    type: setTyped,
    pick: (picked: LonLat) => setTyped(format.coordinates(picked)),
  };
}
