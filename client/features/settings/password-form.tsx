import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { PASSWORD_MINIMUM } from '#server/contract/account.ts';

import { useChangePassword } from './queries.ts';
import classes from './settings.module.css';

const EMPTY = { currentPassword: '', newPassword: '', repeated: '' };

/** The own password, the old one proven and the new one typed twice. */
export function PasswordForm() {
  const text = useText();
  const { language } = useLanguage();
  const change = useChangePassword();
  const minimum = useFormat().number(PASSWORD_MINIMUM);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: EMPTY,
    validate: {
      currentPassword: (value) => (value === '' ? text.settings.missing : null),
      newPassword: (value) =>
        value.length < PASSWORD_MINIMUM ? text.settings.tooShort({ minimum }) : null,
      repeated: (value, all) => (value === all.newPassword ? null : text.settings.repeatWrong),
    },
  });
  const submit = form.onSubmit(({ currentPassword, newPassword }) =>
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          form.reset();
          notifications.show({ message: text.settings.passwordChanged });
        },
        onError: (error) => form.setErrors(fieldErrors(error, language)),
      },
    ),
  );
  const field = (name: keyof typeof EMPTY) => ({
    key: form.key(name),
    visibilityToggleButtonProps: { 'aria-label': text.session.showPassword },
    ...form.getInputProps(name),
  });
  const { key: currentKey, ...current } = field('currentPassword');
  const { key: nextKey, ...next } = field('newPassword');
  const { key: repeatedKey, ...repeated } = field('repeated');
  return (
    <Section title={text.settings.password} lead={text.settings.passwordLead}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <ErrorNotice error={change.error} />
        <PasswordInput
          key={currentKey}
          label={text.settings.currentPassword}
          autoComplete="current-password"
          {...current}
        />
        <PasswordInput
          key={nextKey}
          label={text.settings.newPassword}
          description={text.settings.newPasswordHint({ minimum })}
          autoComplete="new-password"
          {...next}
        />
        <PasswordInput
          key={repeatedKey}
          label={text.settings.repeatPassword}
          autoComplete="new-password"
          {...repeated}
        />
        <Button type="submit" loading={change.isPending}>
          {text.settings.changePassword}
        </Button>
      </form>
    </Section>
  );
}
