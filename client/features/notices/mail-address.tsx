import { Button, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import {
  ReminderPreference,
  WORK_MAIL_ROLES,
  type OwnReminders,
} from '#server/contract/reminder.ts';

import classes from './notice-choices.module.css';
import { ownRemindersQuery } from './push-queries.ts';

/** Form for the address to which mail goes. */
export function MailAddress({ chosen }: { chosen: OwnReminders }) {
  const { reminders: own } = useText();
  const ofWork = WORK_MAIL_ROLES.includes(useMe().role);
  const { digest, overdue } = chosen;
  const write = useWrite({
    initial: { address: chosen.address ?? '' },
    schema: ReminderPreference,
    body: ({ address }) => ({ digest, overdue, address: address.trim() }),
    words: { address: own.addressWrong },
    send: (json, once) => call(api.me.reminders.$post({ json }, once)),
    said: own.saved,
    keep: (client, saved) => void client.setQueryData(ownRemindersQuery.queryKey, saved),
  });
  return (
    <form className={classes.form} {...write.formProps}>
      {!chosen.sends && <Notice>{own.off}</Notice>}
      <ErrorNotice error={write.error} />
      <TextInput
        label={own.address}
        description={ofWork ? own.addressMore : own.viewsOnly}
        type="email"
        autoComplete="email"
        {...write.field('address')}
      />
      <Button type="submit" variant="default" loading={write.pending}>
        {own.saveAddress}
      </Button>
    </form>
  );
}
