import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import {
  ReminderPreference,
  WORK_MAIL_ROLES,
  type OwnReminders,
} from '#server/contract/reminder.ts';

import { ownRemindersQuery } from './queries.ts';
import classes from './reminders.module.css';

/** Form for one's own reminders: their address and their occasions. */
export function ReminderForm() {
  const { reminders: own } = useText();
  const chosen = useQuery(ownRemindersQuery);
  const ofWork = WORK_MAIL_ROLES.includes(useMe().role);
  const head = ofWork
    ? { title: own.title, lead: own.lead }
    : { title: own.viewsTitle, lead: own.viewsLead };
  return (
    <Section {...head}>
      <ErrorNotice error={chosen.error} onRetry={() => void chosen.refetch()} />
      {chosen.isPending && <LoadingRows rows={3} />}
      {chosen.data !== undefined && <Fields chosen={chosen.data} ofWork={ofWork} />}
    </Section>
  );
}

/** `ofWork`: what waits is told by mail to this role, not only views that it watches. */
function Fields({ chosen, ofWork }: { chosen: OwnReminders; ofWork: boolean }) {
  const { reminders: own } = useText();
  const { digest, overdue } = chosen;
  const write = useWrite({
    initial: { address: chosen.address ?? '', digest, overdue },
    schema: ReminderPreference,
    body: ({ address, ...kinds }) => ({ ...kinds, address: address.trim() }),
    words: { address: own.addressWrong },
    send: (json, once) => call(api.me.reminders.$post({ json }, once)),
    said: own.saved,
    keep: (client, saved) => void client.setQueryData(ownRemindersQuery.queryKey, saved),
  });
  const ticked = (name: 'digest' | 'overdue') =>
    write.form.getInputProps(name, { type: 'checkbox' });
  return (
    <form className={classes.form} {...write.formProps}>
      {!chosen.sends && <Notice>{own.off}</Notice>}
      <ErrorNotice error={write.error} />
      <TextInput
        label={own.address}
        description={own.addressMore}
        type="email"
        autoComplete="email"
        {...write.field('address')}
      />
      {ofWork && (
        <>
          <Checkbox label={own.digest} description={own.digestMore} {...ticked('digest')} />
          <Checkbox label={own.overdue} description={own.overdueMore} {...ticked('overdue')} />
        </>
      )}
      {!ofWork && <p className={classes.more}>{own.viewsOnly}</p>}
      <Button type="submit" loading={write.pending}>
        {own.save}
      </Button>
    </form>
  );
}
