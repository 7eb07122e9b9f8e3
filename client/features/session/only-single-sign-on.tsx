import { Anchor } from '@mantine/core';

import { useFirstText } from '#client/i18n/use-text.ts';

import SingleSignOnButton from './single-sign-on-button.tsx';
import classes from './sign-in.module.css';

/** The sign-in where the organisation's provider is the only way in; a password is for an emergency. */
export default function OnlySingleSignOn({
  label,
  next,
  onEmergency,
}: {
  label: string;
  next: string | undefined;
  onEmergency: () => void;
}) {
  const { session } = useFirstText();
  return (
    <div className={classes.form}>
      <h1>{session.title}</h1>
      <SingleSignOnButton label={label} next={next} variant="filled" />
      <div className={classes.others}>
        <Anchor component="button" type="button" onClick={onEmergency}>
          {session.emergency}
        </Anchor>
      </div>
    </div>
  );
}
