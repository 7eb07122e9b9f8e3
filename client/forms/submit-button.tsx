import { Button, type ButtonProps } from '@mantine/core';
import { useId } from 'react';

import classes from './forms.module.css';

/** The verb of a form. Where it cannot be pressed, the reason stands above it and is read with it. */
export function SubmitButton({
  why,
  ...look
}: ButtonProps & {
  /** Says why nothing can be recorded; null where it can. */
  why: string | null;
}) {
  const id = useId();
  return (
    <>
      {why !== null && (
        <p id={id} className={classes.why}>
          {why}
        </p>
      )}
      <Button
        type="submit"
        disabled={why !== null}
        {...(why === null ? {} : { 'aria-describedby': id })}
        {...look}
      />
    </>
  );
}
