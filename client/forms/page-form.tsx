import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';

import { Form } from './form.tsx';
import type { Write } from './use-write.ts';

/** Form that stands in a screen: its fields, the verb, and a refusal. */
export function PageForm({
  write,
  className,
  confirm,
  children,
}: {
  write: Pick<Write, 'formProps' | 'pending' | 'error'>;
  className: string | undefined;
  /** The verb on the button. */
  confirm: string;
  children: ReactNode;
}) {
  return (
    <Form className={className} {...write.formProps}>
      {children}
      <Button type="submit" mih={44} loading={write.pending}>
        {confirm}
      </Button>
      <ErrorNotice error={write.error} />
    </Form>
  );
}
