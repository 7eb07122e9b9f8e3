import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { ReminderPreference, type OwnReminders } from '#server/contract/reminder.ts';

import { ownRemindersQuery, useSaveReminders } from './queries.ts';
import classes from './reminders.module.css';

/** Where the own reminders go, and of what. */
export function ReminderForm() {
  const { reminders: own } = useText();
  const chosen = useQuery(ownRemindersQuery);
  return (
    <Section title={own.title} lead={own.lead}>
      <ErrorNotice error={chosen.error} onRetry={() => void chosen.refetch()} />
      {chosen.isPending && <LoadingRows rows={3} />}
      {chosen.data !== undefined && <Fields chosen={chosen.data} />}
    </Section>
  );
}

function Fields({ chosen }: { chosen: OwnReminders }) {
  const { reminders: own } = useText();
  const save = useSaveReminders();
  const form = useForm({
    initialValues: {
      address: chosen.address ?? '',
      digest: chosen.digest,
      overdue: chosen.overdue,
    },
    validate: {
      address: (value) =>
        ReminderPreference.shape.address.safeParse(addressOf(value)).success
          ? null
          : own.addressWrong,
    },
  });
  const submit = form.onSubmit(({ address, ...kinds }) =>
    save.mutate(
      { address: addressOf(address), ...kinds },
      { onSuccess: () => notifications.show({ message: own.saved }) },
    ),
  );
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      {!chosen.sends && <Notice>{own.off}</Notice>}
      <ErrorNotice error={save.error} />
      <TextInput
        label={own.address}
        description={own.addressMore}
        type="email"
        autoComplete="email"
        maxLength={254}
        {...form.getInputProps('address')}
      />
      <Checkbox
        label={own.digest}
        description={own.digestMore}
        {...form.getInputProps('digest', { type: 'checkbox' })}
      />
      <Checkbox
        label={own.overdue}
        description={own.overdueMore}
        {...form.getInputProps('overdue', { type: 'checkbox' })}
      />
      <Button type="submit" loading={save.isPending}>
        {own.save}
      </Button>
    </form>
  );
}

function addressOf(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}
