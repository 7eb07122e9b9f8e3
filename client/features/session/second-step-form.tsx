import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFirstText } from '#client/i18n/use-text.ts';
import { PlainButton, PlainField, PlainLink } from '#client/ui/plain.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import { ScreenTitle } from '#client/ui/screen-title.tsx';

import { useSecondStep, type SecondStep } from './queries.ts';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

const TOTP = /^\d{6}$/;

/** The authenticator's six digits, or a code kept on paper. */
export function SecondStepForm({
  onDone,
  onStartOver,
}: {
  onDone: () => void;
  onStartOver: () => void;
}) {
  const text = useFirstText();
  const verify = useSecondStep();
  const wait = useThrottle(verify.error);
  const formRef = useFirstFocus<HTMLFormElement>();
  const [kind, setKind] = useState<SecondStep['kind']>('totp');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const hint = kind === 'totp' ? text.session.codeMissing : text.session.backupMissing;
  const change = (value: string) => {
    setCode(value);
    setMissing(false);
  };
  const switchTo = (other: SecondStep['kind']) => {
    setKind(other);
    change('');
    verify.reset();
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    // Authenticators show the digits in two groups, and so people type them.
    const given = code.replaceAll(/\s/g, '');
    if (kind === 'totp' ? !TOTP.test(given) : given === '') return setMissing(true);
    return verify.mutate({ kind, code: given }, { onSuccess: onDone });
  };
  return (
    <form noValidate ref={formRef} className={classes.form} onSubmit={submit}>
      <ScreenTitle>{text.session.secondTitle}</ScreenTitle>
      <p>{kind === 'totp' ? text.session.secondLead : text.session.backupLead}</p>
      <ErrorNotice error={verify.error} />
      <PlainField
        key={kind}
        label={kind === 'totp' ? text.session.code : text.session.backupCode}
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        className={classes.code}
        value={code}
        error={missing ? hint : null}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <PlainButton type="submit" busy={verify.isPending} disabled={wait > 0}>
        {wait > 0 ? text.session.throttled({ wait }) : text.session.verify}
      </PlainButton>
      <div className={classes.others}>
        <PlainLink onClick={() => switchTo(kind === 'totp' ? 'backup' : 'totp')}>
          {kind === 'totp' ? text.session.useBackup : text.session.useCode}
        </PlainLink>
        <PlainLink onClick={onStartOver}>{text.session.startOver}</PlainLink>
      </div>
    </form>
  );
}
