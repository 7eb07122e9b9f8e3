import { Button, PasswordInput, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { type SingleSignOnOutcome, UseBindingCode } from '#server/contract/single-sign-on.ts';

import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

/** The one-time code of an administrator with the password of the account that it binds. */
export function BindingCodeForm({
  onDone,
}: {
  onDone: (outcome: SingleSignOnOutcome['outcome']) => void;
}) {
  const { session, singleSignOn: own } = useText();
  const write = useWrite({
    initial: { code: '', password: '' },
    schema: UseBindingCode,
    check: ({ code, password }) => ({
      code: code.trim() === '' ? own.codeMissing : null,
      password: password === '' ? session.passwordMissing : null,
    }),
    send: (json) => call(api.auth['single-sign-on'].bind.$post({ json })),
    onDone: ({ outcome }) => onDone(outcome),
  });
  const wait = useThrottle(write.error);
  return (
    <form className={classes.form} {...write.formProps}>
      <h2>{own.bindTitle}</h2>
      <ErrorNotice error={write.error} />
      <TextInput
        size="md"
        label={own.code}
        description={own.codeHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...write.field('code')}
        withAsterisk={false}
      />
      <PasswordInput
        size="md"
        label={own.accountPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
        {...write.field('password')}
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth loading={write.pending} disabled={wait > 0}>
        {wait > 0 ? session.throttled({ wait }) : own.bindAndEnter}
      </Button>
    </form>
  );
}
