import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { readCoordinates } from '#client/map/read-coordinates.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import {
  AddInspectionObjectBody,
  type InspectionObject,
  type InspectionObjectDetail,
} from '#server/contract/inspection-object.ts';

import classes from './inspection-objects.module.css';
import { useObjectAct } from './queries.ts';

const PlaceMap = lazy(() => import('#client/map/place-map.tsx'));
const NEAR_METRES = 30;

const written = ([longitude, latitude]: LonLat) =>
  `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;

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
  const { language } = useLanguage();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const middle = useRef<LonLat | null>(null);
  const act = useObjectAct();
  const form = useForm({
    initialValues: {
      name: object?.name ?? '',
      category: object?.category ?? (null as string | null),
      address: object?.address ?? '',
      position: object === null ? '' : written(object.position),
    },
    validate: (values) => {
      const read = readEntry(values);
      if (read.success) return {};
      const faulty = new Set(read.error.issues.map(({ path }) => String(path[0])));
      return Object.fromEntries(Object.entries(own.wrong).filter(([field]) => faulty.has(field)));
    },
  });
  const place = readCoordinates(form.getValues().position);
  const submit = form.onSubmit((values) => {
    const read = readEntry(values);
    if (!read.success) return;
    const entry = read.data;
    act.mutate(object === null ? { act: 'add', entry } : { act: 'change', object, entry }, {
      onSuccess(saved) {
        notifications.show({ message: own.saved });
        onSaved(saved);
        onClose();
      },
      onError: (error) => form.setErrors(fieldErrors(error, language)),
    });
  });
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={560}
      title={object === null ? own.add : `${own.change}: ${object.code}`}
      closeButtonProps={{ 'aria-label': text.common.close }}
      onClose={onClose}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <TextInput
          label={own.name}
          description={own.nameMore}
          withAsterisk
          data-autofocus
          maxLength={200}
          {...form.getInputProps('name')}
        />
        <Select
          label={own.category}
          withAsterisk
          searchable
          allowDeselect={false}
          data={categories
            .filter(({ kind }) => kind === 'business')
            .map(({ code, name }) => ({ value: code, label: name }))}
          {...form.getInputProps('category')}
        />
        <TextInput label={own.address} maxLength={300} {...form.getInputProps('address')} />
        <TextInput
          label={own.coordinates}
          description={own.placeMore}
          withAsterisk
          {...form.getInputProps('position')}
        />
        <div className={classes.map}>
          <Suspense>
            <PlaceMap
              position={'position' in place ? place.position : null}
              errorMetres={NEAR_METRES}
              onPick={(at) => form.setFieldValue('position', written(at))}
              onCentre={(at) => {
                middle.current = at;
              }}
            />
          </Suspense>
        </div>
        <Button
          variant="default"
          onClick={() => {
            if (middle.current !== null) form.setFieldValue('position', written(middle.current));
          }}
        >
          {own.useCentre}
        </Button>
        <ErrorNotice error={act.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {text.common.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function readEntry(values: {
  name: string;
  category: string | null;
  address: string;
  position: string;
}) {
  const place = readCoordinates(values.position);
  return AddInspectionObjectBody.safeParse({
    ...values,
    address: values.address.trim() === '' ? null : values.address,
    position: 'position' in place ? place.position : null,
  });
}
