import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';

import classes from './disclosure.module.css';

/** Further fields behind a button with these words; `forced` keeps them open, since something in them is at fault. */
export function Disclosure({
  words,
  forced,
  children,
}: {
  words: string;
  forced: boolean;
  children: ReactNode;
}) {
  const [asked, setAsked] = useState(false);
  const id = useId();
  const open = asked || forced;
  return (
    <>
      <UnstyledButton
        className={classes.disclosure}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setAsked(!open)}
      >
        <IconChevronDown size={16} stroke={1.6} aria-hidden="true" data-open={open} />
        {words}
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        {children}
      </Collapse>
    </>
  );
}
