import { Button, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';

import { isSame } from '#client/forms/draft-fields.ts';
import { Form } from '#client/forms/form.tsx';
import { useKeptForm } from '#client/forms/use-kept-form.ts';
import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { MinuteSpan, RouteDetail, RoutePresence, Stop } from '#server/contract/route.ts';

import { ChangedMeanwhile, type Meanwhile } from './changed-meanwhile.tsx';
import type { RouteEditor } from './use-route-editor.ts';

type Span = { from: string; to: string };

type StopValues = ReturnType<typeof valuesOf>;

function valuesOf(stop: Stop) {
  return {
    shiftId: String(stop.shiftId ?? ''),
    team: stop.lockShiftId !== null,
    position: stop.lockPosition !== null,
    time: spanText(stop.lockTime),
    window: spanText(stop.window),
    serviceMinutes: stop.serviceMinutes,
  };
}

/** The form of one stop; `operations` write what was typed into it and nothing else, and are null while times are none. */
function useStopForm(stop: Stop) {
  const { form, kept } = useKeptForm({ draft: `stop ${stop.id}`, initialValues: valuesOf(stop) });
  const values = form.getValues();
  const placed = values.shiftId !== '';
  const ticked = (name: 'team' | 'position') => ({
    ...form.getInputProps(name, { type: 'checkbox' }),
    checked: values[name] && placed,
    disabled: !placed,
  });
  const span = (name: 'time' | 'window') => ({
    wrong: readSpan(values[name]) === undefined,
    from: form.getInputProps(`${name}.from`),
    to: form.getInputProps(`${name}.to`),
  });
  return { form, kept, ticked, span, operations: operationsOf(stop, values) };
}

/** The edits that make a stop as typed: only of fields that are not as they were when it was opened. */
function operationsOf(stop: Stop, values: StopValues): RouteOperation[] | null {
  const lockTime = readSpan(values.time);
  const within = readSpan(values.window);
  if (lockTime === undefined || within === undefined) return null;
  const opened = valuesOf(stop);
  const placed = values.shiftId !== '';
  const typed = { ...values, team: values.team && placed, position: values.position && placed };
  const isTyped = (name: keyof StopValues) => !isSame(typed[name], opened[name]);
  const details = {
    ...(isTyped('serviceMinutes') && { serviceMinutes: values.serviceMinutes }),
    ...(isTyped('window') && { window: within }),
  };
  const locks = {
    ...(isTyped('team') && { team: typed.team }),
    ...(isTyped('position') && { position: typed.position }),
    ...(isTyped('time') && { time: lockTime }),
  };
  const stopId = stop.id;
  const shiftId = placed ? Number(values.shiftId) : null;
  return [
    ...(isTyped('shiftId') ? [{ kind: 'move' as const, stopId, shiftId, before: null }] : []),
    ...(Object.keys(details).length > 0 ? [{ kind: 'describe' as const, stopId, details }] : []),
    ...(Object.keys(locks).length > 0 ? [{ kind: 'lock' as const, stopId, ...locks }] : []),
  ];
}

/** Fields of a stop that are no longer as they were when it was opened, in words. */
function useStopMeanwhile(route: RouteDetail, stop: Stop): Meanwhile {
  const { routes } = useText();
  const { none } = routes.meanwhile;
  const now = route.stops.find(({ id }) => id === stop.id);
  if (now === undefined) return 'gone';
  const team = route.shifts.find(({ id }) => id === now.shiftId)?.teamName ?? routes.unassigned;
  const times = (span: MinuteSpan | null) =>
    span === null ? none : `${clockOfMinutes(span.from)}–${clockOfMinutes(span.to)}`;
  const said: Record<keyof StopValues, string> = {
    shiftId: `${routes.totals.team}: ${team}`,
    team: routes.lockTeam,
    position: routes.lockPosition,
    time: `${routes.lockTime}: ${times(now.lockTime)}`,
    window: `${routes.window}: ${times(now.window)}`,
    serviceMinutes: `${routes.service}: ${String(now.serviceMinutes)}`,
  };
  const [before, after] = [valuesOf(stop), valuesOf(now)];
  const names = Object.keys(said) as (keyof StopValues)[];
  return names.filter((name) => !isSame(before[name], after[name])).map((name) => said[name]);
}

/** Teams that may have the stop: those who are there, and the one that has it. */
function teamsFor({ shifts }: RouteDetail, { shiftId }: Stop) {
  return shifts
    .filter(({ id, absent }) => !absent || id === shiftId)
    .map(({ id, teamName }) => ({ value: String(id), label: teamName }));
}

/**
 * Locks, times and team of one stop; what changed is written as one edit. The dialog closes once that is stored, and
 * keeps what was typed where somebody else was faster.
 */
export function StopDialog({
  route,
  stop,
  lastEdit,
  editor,
  onClose,
}: {
  route: RouteDetail;
  /** The stop as it was when it was opened. */
  stop: Stop;
  lastEdit: RoutePresence['lastEdit'];
  editor: RouteEditor;
  onClose: () => void;
}) {
  const { common } = useText();
  const { kept, operations, ...fields } = useStopForm(stop);
  const meanwhile = useStopMeanwhile(route, stop);
  const write = async (...all: RouteOperation[]) => {
    if (all.length > 0 && (await editor.editAndWait(...all)) === null) return;
    await kept.sent();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${stop.code ?? ''} ${stop.name}`}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap={12} renderRoot={(root) => <Form {...root} kept={kept} />}>
        <StopFields route={route} stop={stop} fields={fields} />
        <ChangedMeanwhile
          of="stop"
          meanwhile={meanwhile}
          lastEdit={lastEdit}
          error={editor.error}
        />
        <StopButtons
          stop={stop}
          gone={meanwhile === 'gone'}
          lastEdit={lastEdit}
          operations={operations}
          pending={editor.pending}
          onWrite={(...all) => void write(...all)}
        />
      </Stack>
    </Modal>
  );
}

/** Fields for the team, the locks and the times of a stop. */
function StopFields({
  route,
  stop,
  fields: { form, ticked, span },
}: {
  route: RouteDetail;
  stop: Stop;
  fields: Pick<ReturnType<typeof useStopForm>, 'form' | 'ticked' | 'span'>;
}) {
  const { routes } = useText();
  return (
    <>
      <Select
        label={routes.moveTo}
        allowDeselect={false}
        data={[{ value: '', label: routes.unassigned }, ...teamsFor(route, stop)]}
        {...form.getInputProps('shiftId')}
      />
      <Checkbox label={routes.lockTeam} {...ticked('team')} />
      <Checkbox label={routes.lockPosition} {...ticked('position')} />
      <SpanFields label={routes.lockTime} {...span('time')} />
      <SpanFields label={routes.window} {...span('window')} />
      <NumberInput
        label={routes.service}
        min={1}
        max={480}
        allowDecimal={false}
        clampBehavior="strict"
        {...form.getInputProps('serviceMinutes')}
        onChange={(value) => form.setFieldValue('serviceMinutes', Math.max(1, Number(value)))}
      />
    </>
  );
}

/** Saves or removes a stop; one that somebody took out meanwhile comes back as it was typed. */
function StopButtons({
  stop,
  gone,
  lastEdit,
  operations,
  pending,
  onWrite,
}: {
  stop: Stop;
  gone: boolean;
  lastEdit: RoutePresence['lastEdit'];
  operations: RouteOperation[] | null;
  pending: boolean;
  onWrite: (...operations: RouteOperation[]) => void;
}) {
  const { routes } = useText();
  const unreadable = operations === null || pending;
  const typed = operations ?? [];
  if (gone) {
    const addBack = () => {
      if (lastEdit === null) return;
      const { version } = lastEdit;
      onWrite({ kind: 'restore', version, side: 'before', stopId: stop.id }, ...typed);
    };
    return (
      <Button disabled={lastEdit === null || unreadable} onClick={addBack}>
        {routes.meanwhile.addBack}
      </Button>
    );
  }
  return (
    <Group justify="space-between">
      <Button
        variant="default"
        disabled={pending}
        onClick={() => onWrite({ kind: 'remove', stopIds: [stop.id] })}
      >
        {routes.remove}
      </Button>
      <Button disabled={unreadable} onClick={() => onWrite(...typed)}>
        {routes.save}
      </Button>
    </Group>
  );
}

function SpanFields({
  label,
  wrong,
  from,
  to,
}: {
  label: string;
  wrong: boolean;
  from: GetInputPropsReturnType;
  to: GetInputPropsReturnType;
}) {
  const { routes } = useText();
  return (
    <Group grow gap={8} align="end">
      <TextInput label={`${label}: ${routes.from}`} placeholder="08:00" {...from} error={wrong} />
      <TextInput
        label={routes.to}
        aria-label={`${label}: ${routes.to}`}
        placeholder="10:00"
        {...to}
        error={wrong}
      />
    </Group>
  );
}

function spanText(span: MinuteSpan | null): Span {
  if (span === null) return { from: '', to: '' };
  return { from: clockOfMinutes(span.from), to: clockOfMinutes(span.to) };
}

/** Null: no times; undefined: times that are none. */
function readSpan({ from, to }: Span): MinuteSpan | null | undefined {
  if (from.trim() === '' && to.trim() === '') return null;
  const [first, last] = [minutesOf(from), minutesOf(to)];
  if (first === null || last === null || first > last) return undefined;
  return { from: first, to: last };
}
