import type { GetInputPropsReturnType, UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import {
  useMutation,
  useQueryClient,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type * as z from 'zod';

import { once } from '#client/api/call.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import { isNeeded, isOvertaken, isSettled } from '#client/api/problem.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { NewProposal } from '#server/contract/proposal.ts';

import { refusedFields } from './refused-fields.tsx';
import { faultSentences, limitsOf, withoutBlanks } from './schema-fields.ts';
import type { KeyOfForm } from './draft-keeper.ts';
import { useKeptForm, type DraftName, type KeptDraft } from './use-kept-form.ts';

/** The header that makes a repeated write happen once. */
export type Once = ReturnType<typeof once>;
/** A body before the schema has read it: the contract's fields, filled with whatever the inputs hold. */
type Filled<S extends z.ZodType> = { [Name in keyof z.input<S>]?: unknown };
type Values = Record<string, unknown>;
/** Queries by the beginning of their keys, or what a room does for its own. */
type Refresh = readonly QueryKey[] | ((client: QueryClient) => Promise<unknown>);

/** Everything that a form is: what it starts with, what it sends, and what happens then. */
export type WriteOptions<V extends Values, S extends z.ZodType, Answer> = {
  /** Values of the inputs when the form opens, by the names of the body's fields. */
  initial: V;
  /** Name under which typed text stays on the device; without one only where there are no values. */
  draft?: DraftName;
  /** The contract's schema of the body; a function where the values decide which one. */
  schema: S | ((values: V) => S);
  /** The body, where it is not the values themselves. Empty text becomes null where the schema takes null. */
  body?: (values: V) => Filled<S>;
  /** Fields of the body that stand in an input of another name, with everything below them. */
  at?: Readonly<Record<string, string>>;
  /** Sentences of single inputs, where those of the catalogue are not precise enough. */
  words?: Readonly<Record<string, string>>;
  /** Sentences for what the schema cannot know; null: nothing is wrong. */
  check?: (values: V) => Readonly<Record<string, string | null>>;
  /** Sends the body. Null from the outbox: kept on the device, to be sent when there is a network. */
  send: (body: z.output<S>, once: Once, values: V) => Promise<Answer>;
  /** Notification once the server has taken it. */
  said?: string | ((answer: NonNullable<Answer>) => string);
  /** Notification where the outbox has kept it; a form without one never waits offline. */
  kept?: string;
  onDone?: (answer: Answer, values: V) => unknown;
  /** The form stays on the screen for the next one: it is emptied once the server has taken it. */
  startsAnew?: boolean;
  onRefused?: (error: unknown) => void;
  /** The same as a proposal, where it takes two persons. */
  propose?: (body: z.output<S>, values: V) => ProposedAct;
  /** Takes over the answer of the server, before `refresh` is asked for anew. */
  keep?: (client: QueryClient, answer: NonNullable<Answer>) => Promise<void> | void;
  /** Asks anew for everything that depends on the write. */
  refresh?: Refresh;
  /** Queries to refresh when somebody else was faster, so that the writer sees the change; `refresh` by default. */
  overtakenBy?: Refresh;
};

/** Act that is proposed instead, without its paper. */
export type ProposedAct = DistributiveOmit<z.input<typeof NewProposal>, 'paperId'>;
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** The props of an input by its path, with the limits that the contract sets. */
export type FieldProps = (path: string) => GetInputPropsReturnType & {
  withAsterisk?: boolean;
  maxLength?: number;
};

/** A form that is being filled in and sent. */
export type Write<V extends Values = Values> = {
  form: UseFormReturnType<V>;
  values: V;
  field: FieldProps;
  /** Props of the `<Form>`: submits it, and moves the focus to the first error. */
  formProps: {
    kept: KeptDraft;
    ref: RefObject<HTMLFormElement | null>;
    noValidate: true;
    onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  };
  /** Sends it from a button outside of a form. */
  press: () => void;
  /** Sends it with other values than the inputs have: another button than the first. */
  sendAs: (more: Partial<V>) => void;
  pending: boolean;
  /** Error, unless it is shown beside a field; null without one. */
  error: unknown;
  /** Act that was refused because it takes two persons; null while none was. */
  proposal: ProposedAct | null;
  /** Somebody was faster: what the writer saw is not there any more. */
  overtaken: boolean;
  /** Nothing has been sent yet. */
  untried: boolean;
};

/**
 * The one way in which the browser writes. Holds the values, judges them by the contract's schema, sends them under
 * one key for one intention, and brings a refusal to its fields:
 *
 *     const write = useWrite({
 *       initial: { reason: '', version: object.version },
 *       draft: `close object ${object.id}`,
 *       schema: CloseObjectBody,
 *       send: (json, once) => call(api.objects[':id'].close.$post({ param, json }, once)),
 *       refresh: [OBJECTS_KEY],
 *       onDone: onClose,
 *     });
 *     <WriteDialog write={write} title={own.closeTitle} confirm={own.close} onClose={onClose}>
 *       <TextInput label={own.reason} {...write.field('reason')} />
 *     </WriteDialog>
 */
export function useWrite<V extends Values, S extends z.ZodType, Answer>(
  options: WriteOptions<V, S, Answer>,
): Write<V> {
  const text = useText();
  const { language } = useLanguage();
  const [refusals, setRefusals] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const judge = (values: V) => {
    const schema = schemaFor(options, values);
    const body = withoutBlanks(schema, options.body?.(values) ?? values);
    return { body, read: schema.safeParse(body) };
  };
  const { form, kept, key } = useKeptForm<V>({
    draft: options.draft,
    initialValues: options.initial,
    validate(values) {
      const { body, read } = judge(values);
      const faults = read.success ? {} : faultSentences(read.error, body, { text, language });
      return { ...options.check?.(values), ...placed(faults, values, options) };
    },
  });
  const refuse = () => setRefusals((count) => count + 1);
  const sending = useSending(options, {
    key,
    bodyOf: (values) => schemaFor(options, values).parse(judge(values).body),
    onTaken() {
      if (options.startsAnew) form.reset();
    },
    onSent: kept.sent,
    onRefused(refusal) {
      const values = form.getValues();
      const textOf = (path: string) => String(form.getInputProps(path).value ?? '');
      const told = refusedFields(refusal, language, textOf, (path) => fieldAt(path, options.at));
      const fields = Object.entries(told).filter(([path]) => hasField(values, path));
      form.setErrors(Object.fromEntries(fields));
      setError(fields.length > 0 ? null : refusal);
      refuse();
    },
  });
  const submit = (more?: Partial<V>) =>
    form.onSubmit((values) => {
      if (sending.isPending) return;
      setError(null);
      sending.mutate({ ...values, ...more });
    }, refuse);
  return {
    form,
    values: form.getValues(),
    field: (path) => fieldProps(form, path, options),
    formProps: { kept, ref: useFirstFault(refusals), noValidate: true, onSubmit: submit() },
    sendAs: (more) => submit(more)(),
    press: () => submit()(),
    pending: sending.isPending,
    error,
    proposal: isNeeded(error) ? proposed(options, judge(form.getValues()).read, form) : null,
    overtaken: isOvertaken(sending.error),
    untried: sending.isIdle,
  };
}

/** The act that was refused to one person, as a proposal; null where its form has none. */
function proposed<V extends Values, S extends z.ZodType, Answer>(
  { propose }: WriteOptions<V, S, Answer>,
  read: z.ZodSafeParseResult<z.output<S>>,
  form: UseFormReturnType<V>,
): ProposedAct | null {
  return read.success ? (propose?.(read.data, form.getValues()) ?? null) : null;
}

function schemaFor<V extends Values, S extends z.ZodType, Answer>(
  { schema }: WriteOptions<V, S, Answer>,
  values: V,
): S {
  return typeof schema === 'function' ? schema(values) : schema;
}

/** Sends under one key for one intention: kept while its outcome is open, another one once it is decided. */
function useSending<V extends Values, S extends z.ZodType, Answer>(
  options: WriteOptions<V, S, Answer>,
  given: {
    key: KeyOfForm;
    bodyOf: (values: V) => z.output<S>;
    onTaken: () => void;
    onSent: () => Promise<void>;
    onRefused: (error: unknown) => void;
  },
) {
  const client = useQueryClient();
  const { said, kept, keep, refresh = [], overtakenBy = refresh } = options;
  const askAnew = (of: Refresh) =>
    typeof of === 'function'
      ? of(client)
      : Promise.all(of.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    // An act that decides may ask for the person first, and is then sent under the same key.
    mutationFn: (values: V) =>
      confirmed(() => options.send(given.bodyOf(values), once(given.key.read()), values)),
    onSuccess: async (answer, values) => {
      given.key.renew();
      const waits = kept !== undefined && answer === null;
      // Said once, however many are kept one after the other.
      if (waits) notifications.show({ id: kept, message: kept });
      else if (typeof said === 'string') notifications.show({ message: said });
      else if (said !== undefined && answer !== null && answer !== undefined) {
        notifications.show({ message: said(answer) });
      }
      given.onTaken();
      void given.onSent();
      await options.onDone?.(answer, values);
      void given.onSent();
      if (waits) return;
      if (answer !== null && answer !== undefined) await keep?.(client, answer);
      await askAnew(refresh);
    },
    onError: async (error) => {
      if (isSettled(error)) given.key.renew();
      given.onRefused(error);
      options.onRefused?.(error);
      if (isOvertaken(error)) await askAnew(overtakenBy);
    },
  });
}

function fieldProps<V extends Values, S extends z.ZodType, Answer>(
  form: UseFormReturnType<V>,
  path: string,
  options: WriteOptions<V, S, Answer>,
): ReturnType<FieldProps> {
  const [inBody] = Object.entries(options.at ?? {}).find(([, field]) => field === path) ?? [path];
  const schema = schemaFor(options, form.getValues());
  return { ...form.getInputProps(path), ...(limitsOf(schema, inBody) ?? limitsOf(schema, path)) };
}

/** The input in which a field of the body stands. */
function fieldAt(path: string, at: WriteOptions<Values, z.ZodType, unknown>['at'] = {}): string {
  const [, field] =
    Object.entries(at).find(([name]) => path === name || path.startsWith(`${name}.`)) ?? [];
  return field ?? path;
}

/** Sentences by the input in which a fault stands; a fault of no input is said by the sending. */
function placed(
  faults: Readonly<Record<string, string>>,
  values: Values,
  { at, words }: Pick<WriteOptions<Values, z.ZodType, unknown>, 'at' | 'words'>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, sentence]) => {
      const field = fieldAt(path, at);
      return hasField(values, field) ? [[field, words?.[field] ?? sentence]] : [];
    }),
  );
}

function hasField(values: unknown, path: string): boolean {
  const [name = '', ...rest] = path.split('.');
  if (typeof values !== 'object' || values === null || !(name in values)) return false;
  return rest.length === 0 || hasField(Reflect.get(values, name), rest.join('.'));
}

/** Leads the focus to the first field at fault, each time that the count of refusals grows. */
function useFirstFault(refusals: number): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    function focusFirstFault() {
      if (refusals === 0) return;
      const fault = form.current?.querySelector('[aria-invalid="true"], [data-faulty="true"]');
      const input = fault?.matches('[aria-invalid="true"]')
        ? fault
        : fault?.querySelector('input, textarea');
      if (input instanceof HTMLElement) input.focus();
      const told = fault ?? form.current?.querySelector('[role="alert"]');
      told?.scrollIntoView({ block: 'center' });
    },
    [refusals],
  );
  return form;
}
