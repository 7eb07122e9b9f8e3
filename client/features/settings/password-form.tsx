import { Button, PasswordInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { Form } from '#client/forms/form.tsx';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { bitsOfPassword } from '#client/offline/keys/doors.ts';
import { deviceKeys } from '#client/offline/keys/session-keys.ts';
import { Section } from '#client/ui/page.tsx';
import { ChangePassword, PASSWORD_MINIMUM } from '#server/contract/account.ts';

import classes from './settings.module.css';

/** The own password, the old one proven and the new one typed twice. */
export function PasswordForm() {
  const text = useText();
  const own = text.settings;
  const minimum = useFormat().number(PASSWORD_MINIMUM);
  const write = useWrite({
    draft: SECRET,
    initial: { currentPassword: '', newPassword: '', repeated: '' },
    schema: ChangePassword,
    check: ({ currentPassword, newPassword, repeated }) => ({
      currentPassword: currentPassword === '' ? own.missing : null,
      newPassword: newPassword.length < PASSWORD_MINIMUM ? own.tooShort({ minimum }) : null,
      repeated: repeated === newPassword ? null : own.repeatWrong,
    }),
    send: (json, once) => call(api.me.password.$post({ json }, once)),
    onDone: (_, { newPassword }) => replacePassword(newPassword),
    said: own.passwordChanged,
    startsAnew: true,
    // A restriction may be over with it.
    refresh: [meQuery.queryKey],
  });
  const field = (name: string) => ({
    visibilityToggleButtonProps: { 'aria-label': text.session.showPassword },
    ...write.field(name),
    withAsterisk: false,
  });
  return (
    <Section title={own.password} lead={own.passwordLead}>
      <Form className={classes.form} {...write.formProps}>
        <ErrorNotice error={write.error} />
        <PasswordInput
          label={own.currentPassword}
          autoComplete="current-password"
          {...field('currentPassword')}
        />
        <PasswordInput
          label={own.newPassword}
          description={own.newPasswordHint({ minimum })}
          autoComplete="new-password"
          {...field('newPassword')}
        />
        <PasswordInput
          label={own.repeatPassword}
          autoComplete="new-password"
          {...field('repeated')}
        />
        <Button type="submit" loading={write.pending}>
          {own.changePassword}
        </Button>
      </Form>
    </Section>
  );
}

/** Lets a new password open what the former one has opened on this device. */
async function replacePassword(password: string): Promise<void> {
  const session = await deviceKeys.read();
  if (session === null || !session.byPassword) return;
  await deviceKeys.addWay(session.accountId, await bitsOfPassword(password));
}
