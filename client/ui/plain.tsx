import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useId, useState, type ComponentProps } from 'react';

import { useFirstText } from '#client/i18n/use-text.ts';

import classes from './plain.module.css';

/** The look of a button, for a link that is one. */
export const PLAIN_BUTTON = classes.button ?? '';

/**
 * A button of the pages before the sign-in, and of notices: they do without Mantine, which is a sixth of all that such a
 * page would load.
 */
export function PlainButton({
  kind = 'filled',
  small = false,
  busy = false,
  disabled = false,
  ...props
}: {
  kind?: 'filled' | 'default';
  small?: boolean;
  /** True while the act that the press began is under way. */
  busy?: boolean;
} & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className={classes.button}
      data-kind={kind}
      {...(small ? { 'data-small': true } : {})}
      aria-busy={busy}
      disabled={disabled || busy}
      {...props}
    />
  );
}

/** A button that reads as a link. */
export function PlainLink(props: ComponentProps<'button'>) {
  return <button type="button" className={classes.link} {...props} />;
}

type PlainField = { label: string; error?: string | null } & ComponentProps<'input'>;

/** One field with its name above it, and what is wrong with it below. */
export function PlainField({ label, error = null, children, ...props }: PlainField) {
  const id = useId();
  const wrong = error === null ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` };
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <div className={classes.input}>
        <input id={id} {...wrong} {...props} />
        {children}
      </div>
      {error !== null && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** A field for a password, which can be shown. */
export function PlainPassword(props: PlainField) {
  const { session } = useFirstText();
  const [isShown, setShown] = useState(false);
  const Sign = isShown ? IconEyeOff : IconEye;
  return (
    <PlainField {...props} type={isShown ? 'text' : 'password'} data-secret>
      <button
        type="button"
        tabIndex={-1}
        aria-label={session.showPassword}
        aria-pressed={isShown}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setShown(!isShown)}
      >
        <Sign size={18} stroke={1.6} aria-hidden="true" />
      </button>
    </PlainField>
  );
}
