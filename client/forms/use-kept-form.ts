import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';

import {
  createDraftKeeper,
  createKey,
  NO_DRAFT,
  type KeyOfForm,
  type ShownDraft,
} from './draft-keeper.ts';

type Values = Record<string, unknown>;

/** Passwords, codes and the like: they lie on no device. */
export const SECRET = { why: 'secret' } as const;
/** A choice that is sent at once, or a file: nothing is typed that could be lost. */
export const NOTHING_TYPED = { why: 'nothing typed' } as const;

/** The form and the thing that it is about, such as `check 12`; or the reason why nothing of it is kept. */
export type DraftName = string | typeof SECRET | typeof NOTHING_TYPED;

/** Draft of a form, as its `<Form>` shows it. */
export type KeptDraft = ShownDraft & {
  /** Empties the form of what was typed, and deletes it from the device. */
  drop: () => void;
  /** Tells in which element the form stands. */
  standsIn: (element: HTMLElement | null) => void;
  /** Deletes the draft: the form has been sent. */
  sent: () => Promise<void>;
};

/**
 * The one way to hold what is typed. It stays on the device from the first letter on, for the person who is signed in, and is
 * in the form again when that is opened anew.
 */
export function useKeptForm<V extends Values>({
  draft: name,
  ...options
}: UseFormInput<V> & { initialValues: V; draft: DraftName | undefined }): {
  form: UseFormReturnType<V>;
  kept: KeptDraft;
  key: KeyOfForm;
} {
  const { initialValues } = options;
  const [key] = useState(createKey);
  const [keeper] = useState(() =>
    typeof name === 'string' ? createDraftKeeper(name, initialValues, key) : null,
  );
  const [typed] = useState(() => (values: Values) => keeper?.typed(values));
  const [shown, setShown] = useState(NO_DRAFT);
  const form: UseFormReturnType<V> = useForm<V>({ ...options, onValuesChange: typed });
  // The form's own functions change with each drawing.
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  });
  useEffect(
    function bringBack() {
      return keeper?.open(
        () => latest.current.getValues(),
        (path, value) => latest.current.setFieldValue(path, value as never),
        () => setShown(keeper.state()),
      );
    },
    [keeper],
  );
  return {
    form,
    key,
    kept: {
      ...shown,
      drop() {
        keeper?.silently(() => form.reset());
        void keeper?.drop(form.getValues());
      },
      standsIn: keeper?.standsIn ?? nowhere,
      sent: async () => await keeper?.drop(form.getValues()),
    },
  };
}

const nowhere = () => undefined;
