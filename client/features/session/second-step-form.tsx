import { Anchor, Button, PinInput, TextInput } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';

import { useSecondStep, type SecondStep } from './queries.ts';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

const CODE_LENGTH = 6;

/** The authenticator's six digits, or a code kept on paper. */
export function SecondStepForm({
  onDone,
  onStartOver,
}: {
  onDone: () => void;
  onStartOver: () => void;
}) {
  const text = useText();
  const verify = useSecondStep();
  const wait = useThrottle(verify.error);
  const formRef = useFirstFocus<HTMLFormElement>();
  const [kind, setKind] = useState<SecondStep['kind']>('totp');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
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
    if (kind === 'totp' ? code.length < CODE_LENGTH : code.trim() === '') return setMissing(true);
    return verify.mutate({ kind, code: code.trim() }, { onSuccess: onDone });
  };
  return (
    <form noValidate ref={formRef} className={classes.form} onSubmit={submit}>
      <h1>{text.session.secondTitle}</h1>
      <p id="second-lead">{kind === 'totp' ? text.session.secondLead : text.session.backupLead}</p>
      <ErrorNotice error={verify.error} />
      {kind === 'totp' ? (
        <Totp value={code} onChange={change} missing={missing} />
      ) : (
        <TextInput
          size="md"
          label={text.session.backupCode}
          autoComplete="one-time-code"
          autoCapitalize="none"
          value={code}
          error={missing ? text.session.backupMissing : undefined}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
      <Button type="submit" size="md" fullWidth loading={verify.isPending} disabled={wait > 0}>
        {wait > 0 ? text.session.throttled({ seconds: String(wait) }) : text.session.verify}
      </Button>
      <div className={classes.others}>
        <Anchor
          component="button"
          type="button"
          onClick={() => switchTo(kind === 'totp' ? 'backup' : 'totp')}
        >
          {kind === 'totp' ? text.session.useBackup : text.session.useCode}
        </Anchor>
        <Anchor component="button" type="button" onClick={onStartOver}>
          {text.session.startOver}
        </Anchor>
      </div>
    </form>
  );
}

function Totp(props: { value: string; onChange: (value: string) => void; missing: boolean }) {
  const text = useText();
  return (
    <div>
      <PinInput
        length={CODE_LENGTH}
        type="number"
        size="md"
        oneTimeCode
        gap={6}
        className={classes.pin}
        placeholder=""
        aria-label={text.session.code}
        getInputProps={(index) => ({
          'aria-label': `${text.session.code} ${index + 1}/${CODE_LENGTH}`,
        })}
        value={props.value}
        error={props.missing}
        onChange={props.onChange}
      />
      {props.missing && (
        <p className={classes.fieldError} role="alert">
          {text.session.codeMissing}
        </p>
      )}
    </div>
  );
}
