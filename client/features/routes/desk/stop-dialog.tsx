import { Button, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { useKeptForm } from '#client/forms/use-kept-form.ts';
import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { MinuteSpan, RouteDetail, Stop } from '#server/contract/route.ts';

import type { RouteEditor } from './use-route-editor.ts';

type Span = { from: string; to: string };

/** The form of one stop; `save` writes what changed as one edit, and is null while times are none. */
function useStopForm(stop: Stop, editor: RouteEditor, onSaved: () => void) {
  const { form, kept } = useKeptForm({
    draft: `stop ${stop.id}`,
    initialValues: {
      shiftId: String(stop.shiftId ?? ''),
      team: stop.lockShiftId !== null,
      position: stop.lockPosition !== null,
      time: spanText(stop.lockTime),
      window: spanText(stop.window),
      serviceMinutes: stop.serviceMinutes,
    },
  });
  const values = form.getValues();
  const lockTime = readSpan(values.time);
  const within = readSpan(values.window);
  const placed = values.shiftId !== '';
  const ticked = (name: 'team' | 'position') => ({
    ...form.getInputProps(name, { type: 'checkbox' }),
    checked: values[name] && placed,
    disabled: !placed,
  });
  const save = () => {
    if (lockTime === undefined || within === undefined) return;
    const shiftId = placed ? Number(values.shiftId) : null;
    const operations: RouteOperation[] = [
      ...(shiftId === stop.shiftId
        ? []
        : [{ kind: 'move' as const, stopId: stop.id, shiftId, before: null }]),
      {
        kind: 'describe',
        stopId: stop.id,
        details: { serviceMinutes: values.serviceMinutes, window: within },
      },
      {
        kind: 'lock',
        stopId: stop.id,
        team: values.team && placed,
        position: values.position && placed,
        time: lockTime,
      },
    ];
    editor.edit(...operations);
    void kept.sent();
    onSaved();
  };
  const span = (name: 'time' | 'window') => ({
    wrong: readSpan(values[name]) === undefined,
    from: form.getInputProps(`${name}.from`),
    to: form.getInputProps(`${name}.to`),
  });
  const isReadable = lockTime !== undefined && within !== undefined;
  return { form, kept, ticked, span, save: isReadable ? save : null };
}

/** Locks, times and team of one stop; what changed is written as one edit. */
export function StopDialog({
  route,
  stop,
  editor,
  onClose,
}: {
  route: RouteDetail;
  stop: Stop;
  editor: RouteEditor;
  onClose: () => void;
}) {
  const { common, routes } = useText();
  const remove = () => {
    editor.edit({ kind: 'remove', stopIds: [stop.id] });
    onClose();
  };
  const { form, kept, ticked, span, save } = useStopForm(stop, editor, onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${stop.code ?? ''} ${stop.name}`}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap={12} renderRoot={(root) => <Form {...root} kept={kept} />}>
        <Select
          label={routes.moveTo}
          allowDeselect={false}
          data={[
            { value: '', label: routes.unassigned },
            ...route.shifts.map(({ id, teamName }) => ({ value: String(id), label: teamName })),
          ]}
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
        <ErrorNotice error={editor.error} />
        <Group justify="space-between">
          <Button variant="default" onClick={remove}>
            {routes.remove}
          </Button>
          <Button onClick={() => save?.()} disabled={save === null}>
            {routes.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
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
