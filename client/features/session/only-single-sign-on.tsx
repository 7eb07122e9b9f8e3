import { useFirstText } from '#client/i18n/use-text.ts';
import { PlainLink } from '#client/ui/plain.tsx';
import { ScreenTitle } from '#client/ui/screen-title.tsx';

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
      <ScreenTitle>{session.title}</ScreenTitle>
      <SingleSignOnButton label={label} next={next} kind="filled" />
      <div className={classes.others}>
        <PlainLink onClick={onEmergency}>{session.emergency}</PlainLink>
      </div>
    </div>
  );
}
