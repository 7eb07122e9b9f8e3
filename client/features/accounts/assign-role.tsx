import { Button, Group, Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Account } from '#server/contract/account.ts';

import classes from './accounts.module.css';
import {
  AssignmentFields,
  assignmentOf,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { presentCommuneIds } from './assignment.ts';
import { useAssignRole } from './queries.ts';

/** Gives an account another role or other communes from a day on; the form opens with today's. */
export function AssignRole({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useText();
  const { language } = useLanguage();
  const assign = useAssignRole(account.id);
  const form = useForm({
    initialValues: {
      ...emptyAssignment(),
      role: account.role,
      communeIds: presentCommuneIds(account, today()).map(String),
    },
    validate: assignmentRules(text),
  });
  const submit = form.onSubmit((draft) => {
    const assignment = assignmentOf(draft);
    if (assignment === null) return;
    assign.mutate(assignment, {
      onSuccess: () => {
        notifications.show({ message: text.accounts.assigned });
        onClose();
      },
      onError: (error) => form.setErrors(fieldErrors(error, language)),
    });
  });
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={text.accounts.assignTitle({ name: account.name })}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.muted}>{text.accounts.assignMore}</p>
        <ErrorNotice error={assign.error} />
        <AssignmentFields form={form} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={assign.isPending}>
            {text.accounts.assign}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
