import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { CodeInput } from '#client/ui/plain-input.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import { ScreenTitle } from '#client/ui/screen-title.tsx';
import type { LinkOwner } from '#server/contract/access-link.ts';
import { PASSWORD_MINIMUM } from '#server/contract/account.ts';

import { linkOwnerQuery, useSetPasswordByLink } from './queries.ts';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

/** Page of a link that an administrator has issued: its person sets the password of the account. */
export default function AccessScreen() {
  const text = useText();
  const token = useTokenOfAddress();
  const owner = useQuery(linkOwnerQuery(token));
  const [done, setDone] = useState(false);
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.columns}>
        <div className={classes.left}>
          {done ? (
            <Notice kind="good" title={text.session.accessDone}>
              <Link to="/sign-in" className={classes.directory}>
                {text.session.signIn}
              </Link>
            </Notice>
          ) : (
            <>
              {owner.isPending && <LoadingRows rows={3} />}
              <ErrorNotice error={owner.error} onRetry={() => void owner.refetch()} />
              {owner.data !== undefined && (
                <AccessForm token={token} owner={owner.data} onDone={() => setDone(true)} />
              )}
            </>
          )}
        </div>
      </div>
    </main>
  );
}

/** Takes the token out of the address, where the next person at this machine could find it. */
function useTokenOfAddress(): string {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(function forgetAddress() {
    history.replaceState(history.state, '', location.pathname);
  }, []);
  return token;
}

/** A new password typed twice, with the code of the second administrator where the link needs one. */
function AccessForm({
  token,
  owner,
  onDone,
}: {
  token: string;
  owner: LinkOwner;
  onDone: () => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const minimum = useFormat().number(PASSWORD_MINIMUM);
  const save = useSetPasswordByLink(token);
  const wait = useThrottle(save.error);
  const formRef = useFirstFocus<HTMLFormElement>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '', newPassword: '', repeated: '' },
    validate: {
      code: (value) =>
        owner.needsCode && value.trim() === '' ? text.session.linkCodeMissing : null,
      newPassword: (value) =>
        value.length < PASSWORD_MINIMUM ? text.settings.tooShort({ minimum }) : null,
      repeated: (value, all) => (value === all.newPassword ? null : text.settings.repeatWrong),
    },
  });
  const submit = form.onSubmit(({ code, newPassword }) =>
    save.mutate(
      { code: owner.needsCode ? code : null, newPassword },
      { onSuccess: onDone, onError: (error) => form.setErrors(fieldErrors(error, language)) },
    ),
  );
  const shown = { 'aria-label': text.session.showPassword };
  return (
    <form noValidate ref={formRef} className={classes.form} onSubmit={submit}>
      <ScreenTitle>{text.session.accessTitle}</ScreenTitle>
      <p>{text.session.accessLead({ name: owner.name, username: owner.username })}</p>
      {owner.removesSecondFactor && <p>{text.session.accessSecond}</p>}
      <ErrorNotice error={save.error} />
      {owner.needsCode && (
        <CodeInput
          label={text.session.linkCode}
          description={text.session.linkCodeHint}
          key={form.key('code')}
          {...form.getInputProps('code')}
        />
      )}
      {/* Lets a password keeper store the new password under the right name. */}
      <input type="text" hidden readOnly autoComplete="username" value={owner.username} />
      <PasswordInput
        size="md"
        label={text.settings.newPassword}
        description={text.settings.newPasswordHint({ minimum })}
        autoComplete="new-password"
        visibilityToggleButtonProps={shown}
        key={form.key('newPassword')}
        {...form.getInputProps('newPassword')}
      />
      <PasswordInput
        size="md"
        label={text.settings.repeatPassword}
        autoComplete="new-password"
        visibilityToggleButtonProps={shown}
        key={form.key('repeated')}
        {...form.getInputProps('repeated')}
      />
      <Button type="submit" size="md" fullWidth loading={save.isPending} disabled={wait > 0}>
        {wait > 0 ? text.session.throttled({ wait }) : text.session.setPassword}
      </Button>
    </form>
  );
}
