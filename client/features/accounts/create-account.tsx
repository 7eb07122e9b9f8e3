import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useLanguage, useText } from '#client/i18n/use-text.ts';

import classes from './accounts.module.css';
import {
  AssignmentFields,
  assignmentOf,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { linkAddress, useCreateAccount } from './queries.ts';
import type { Issued } from './secret-once.tsx';

const USERNAME = /^[a-z0-9_.]{3,30}$/;

/** Opens an account; the answer holds the link that is shown once. */
export function CreateAccount({
  onIssued,
  onClose,
}: {
  onIssued: (issued: Issued) => void;
  onClose: () => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const create = useCreateAccount();
  const form = useForm({
    initialValues: { name: '', username: '', ...emptyAssignment() },
    validate: {
      name: (name) => (name.trim() === '' ? text.accounts.nameMissing : null),
      username: (username) =>
        USERNAME.test(username.trim().toLowerCase()) ? null : text.accounts.usernameWrong,
      ...assignmentRules(text),
    },
  });
  const submit = form.onSubmit(({ name, username, ...draft }) => {
    const assignment = assignmentOf(draft);
    if (assignment === null) return;
    create.mutate(
      { ...assignment, name, username },
      {
        onSuccess: ({ account, token }) =>
          onIssued({ kind: 'link', account, secret: linkAddress(token ?? '') }),
        onError: (error) => form.setErrors(fieldErrors(error, language)),
      },
    );
  });
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={text.accounts.create}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <ErrorNotice error={create.error} />
        <TextInput
          label={text.accounts.name}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={text.accounts.username}
          description={text.accounts.usernameHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <AssignmentFields form={form} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {text.accounts.create}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
