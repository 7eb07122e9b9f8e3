import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import type { TwoFactorSetup } from '#client/api/authentication.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';

import { useDisableTwoFactor, usePrepareTwoFactor } from './queries.ts';
import classes from './settings.module.css';
import { TwoFactorSteps } from './two-factor-steps.tsx';

/** The second step of the sign-in: off, being set up, or on. */
export function TwoFactor() {
  const text = useText();
  const { twoFactor } = useMe();
  const [setup, setSetup] = useState<TwoFactorSetup | null>(null);
  return (
    <Section
      title={text.settings.second}
      lead={text.settings.secondLead}
      aside={
        <span className={classes.state} data-on={twoFactor.enabled}>
          {twoFactor.enabled ? text.settings.secondOn : text.settings.secondOff}
        </span>
      }
    >
      {twoFactor.required && <p className={classes.required}>{text.settings.secondRequired}</p>}
      {setup !== null && <TwoFactorSteps setup={setup} onClose={() => setSetup(null)} />}
      {setup === null && !twoFactor.enabled && <Enable onPrepared={setSetup} />}
      {twoFactor.enabled && !twoFactor.required && <Disable />}
    </Section>
  );
}

function Enable({ onPrepared }: { onPrepared: (setup: TwoFactorSetup) => void }) {
  const text = useText();
  const prepare = usePrepareTwoFactor();
  return (
    <PasswordGate
      label={text.settings.enableSecond}
      error={prepare.error}
      pending={prepare.isPending}
      onProof={({ password }) => prepare.mutate(password, { onSuccess: onPrepared })}
    />
  );
}

function Disable() {
  const text = useText();
  const disable = useDisableTwoFactor();
  return (
    <PasswordGate
      label={text.settings.disableSecond}
      error={disable.error}
      pending={disable.isPending}
      needsCode
      onProof={(proof) =>
        disable.mutate(proof, {
          onSuccess: () => notifications.show({ message: text.settings.secondRemoved }),
        })
      }
    />
  );
}

type GateProps = {
  label: string;
  error: unknown;
  pending: boolean;
  /** True where the six digits of the authenticator are asked for too. */
  needsCode?: boolean;
  onProof: (proof: { password: string; code: string }) => void;
};

/** Asks for a proof before it acts, so that nobody changes anything on an unattended screen. */
function PasswordGate(props: GateProps) {
  const [asking, setAsking] = useState(false);
  if (asking) return <PasswordAsked {...props} onCancel={() => setAsking(false)} />;
  return (
    <Button variant="default" onClick={() => setAsking(true)}>
      {props.label}
    </Button>
  );
}

function PasswordAsked(props: GateProps & { onCancel: () => void }) {
  const text = useText();
  const formRef = useFirstFocus<HTMLFormElement>();
  const [password, setPassword] = useState('');
  const [typed, setTyped] = useState('');
  // Authenticators show the digits in two groups, and people type the space too.
  const code = typed.replaceAll(/\s/g, '');
  const complete = password !== '' && (props.needsCode !== true || /^\d{6}$/.test(code));
  return (
    <form
      ref={formRef}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) props.onProof({ password, code });
      }}
    >
      <ErrorNotice error={props.error} />
      <PasswordInput
        label={text.settings.confirmPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': text.session.showPassword }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {props.needsCode === true && (
        <TextInput
          label={text.session.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group gap={8}>
        <Button type="submit" loading={props.pending} disabled={!complete}>
          {props.label}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {text.common.cancel}
        </Button>
      </Group>
    </form>
  );
}
