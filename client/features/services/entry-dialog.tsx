import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { fieldErrors } from '#client/api/describe-error.ts';
import { today } from '#client/i18n/today.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { SUPPORT_SERVICE_KINDS, type SupportService } from '#server/contract/support-service.ts';

import { readEntry, valuesOf, type EntryValues } from './entry-values.ts';
import { useSaveService } from './queries.ts';
import classes from './services.module.css';

/** A new entry, or one written anew. */
export function EntryDialog({
  service,
  onClose,
}: {
  service: SupportService | null;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.services;
  const { language } = useLanguage();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const save = useSaveService(service);
  const form = useForm<EntryValues>({
    initialValues: valuesOf(service, today()),
    validate: (values) => {
      const read = readEntry(values, text);
      return 'errors' in read ? read.errors : {};
    },
  });
  const submit = form.onSubmit((values) => {
    const read = readEntry(values, text);
    if ('errors' in read) return;
    save.mutate(read.entry, {
      onSuccess() {
        notifications.show({ message: own.saved });
        onClose();
      },
      onError: (error) => form.setErrors(fieldErrors(error, language)),
    });
  });
  const shelter = form.getValues().kind === 'shelter';
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={560}
      title={service === null ? own.add : own.changeOf({ name: service.name })}
      closeButtonProps={{ 'aria-label': text.common.close }}
      onClose={onClose}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <Select
          label={own.kindLabel}
          withAsterisk
          allowDeselect={false}
          data={SUPPORT_SERVICE_KINDS.map((kind) => ({ value: kind, label: own.kind[kind] }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={own.name} withAsterisk maxLength={200} {...form.getInputProps('name')} />
        <Textarea
          label={own.offers}
          withAsterisk
          autosize
          minRows={2}
          maxLength={1_000}
          {...form.getInputProps('offers')}
        />
        <TextInput label={own.area} withAsterisk maxLength={200} {...form.getInputProps('area')} />
        <TextInput
          label={own.telephone}
          description={own.telephoneMore}
          inputMode="tel"
          {...form.getInputProps('telephone')}
        />
        <TextInput
          label={own.address}
          description={shelter ? own.shelterAddress : undefined}
          disabled={shelter && form.getValues().address === ''}
          maxLength={300}
          {...form.getInputProps('address')}
        />
        <TextInput label={own.hours} maxLength={200} {...form.getInputProps('hours')} />
        <TextInput label={own.website} inputMode="url" {...form.getInputProps('website')} />
        <TextInput
          label={own.source}
          description={own.sourceMore}
          withAsterisk
          maxLength={300}
          {...form.getInputProps('source')}
        />
        <DateField
          label={own.confirmedOn}
          withAsterisk
          maxDate={today()}
          {...form.getInputProps('confirmedOn')}
        />
        <ErrorNotice error={save.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text.common.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
