import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import type { SignInResult } from '#client/api/authentication.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFirstText } from '#client/i18n/use-text.ts';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import type { Role } from '#server/contract/permission.ts';

import { DEMO_PASSWORD } from './demo-accounts.tsx';
import { useSignIn } from './queries.ts';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

/** User name and password. A demonstration role arrives filled in, ready for Enter. */
export function CredentialsForm({
  demoRole,
  onDone,
}: {
  demoRole: Role | null;
  onDone: (result: SignInResult) => void;
}) {
  const text = useFirstText();
  const signIn = useSignIn();
  const wait = useThrottle(signIn.error);
  // A filled form waits only for Enter.
  const formRef = useFirstFocus<HTMLFormElement>(demoRole === null ? undefined : '[type=submit]');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: demoRole ?? '', password: demoRole === null ? '' : DEMO_PASSWORD },
    validate: {
      username: (value) => (value.trim() === '' ? text.session.usernameMissing : null),
      password: (value) => (value === '' ? text.session.passwordMissing : null),
    },
  });
  return (
    <form
      noValidate
      ref={formRef}
      className={classes.form}
      onSubmit={form.onSubmit((values) => signIn.mutate(values, { onSuccess: onDone }))}
    >
      <h1>{text.session.title}</h1>
      <ErrorNotice error={signIn.error} />
      <TextInput
        size="md"
        label={text.session.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        key={form.key('username')}
        {...form.getInputProps('username')}
      />
      <PasswordInput
        size="md"
        label={text.session.password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': text.session.showPassword }}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending} disabled={wait > 0}>
        {wait > 0 ? text.session.throttled({ wait }) : text.session.signIn}
      </Button>
      <p className={classes.small}>{text.session.noAccount}</p>
    </form>
  );
}
