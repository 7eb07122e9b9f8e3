import {
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { MinuteSpan, RouteDetail, Stop } from '#server/contract/route.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';

import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import type { RouteEditor } from './use-route-editor.ts';

type Span = { from: string; to: string };

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
  const text = useText();
  const { routes } = text;
  const [team, setTeam] = useState(stop.lockShiftId !== null);
  const [position, setPosition] = useState(stop.lockPosition !== null);
  const [time, setTime] = useState(spanText(stop.lockTime));
  const [window, setWindow] = useState(spanText(stop.window));
  const [service, setService] = useState(stop.serviceMinutes);
  const [shiftId, setShiftId] = useState(stop.shiftId);
  const lockTime = readSpan(time);
  const within = readSpan(window);
  const placed = shiftId !== null;
  const save = () => {
    if (lockTime === undefined || within === undefined) return;
    const operations: RouteOperation[] = [
      ...(shiftId === stop.shiftId
        ? []
        : [{ kind: 'move' as const, stopId: stop.id, shiftId, before: null }]),
      {
        kind: 'describe',
        stopId: stop.id,
        details: { serviceMinutes: service, window: within },
      },
      {
        kind: 'lock',
        stopId: stop.id,
        team: team && placed,
        position: position && placed,
        time: lockTime,
      },
    ];
    editor.edit(...operations);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${stop.code ?? ''} ${stop.name}`}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Stack gap={12}>
        <Select
          label={routes.moveTo}
          allowDeselect={false}
          value={String(shiftId ?? '')}
          data={[
            { value: '', label: routes.unassigned },
            ...route.shifts.map(({ id, teamName }) => ({ value: String(id), label: teamName })),
          ]}
          onChange={(value) => setShiftId(value === null || value === '' ? null : Number(value))}
        />
        <Checkbox
          label={routes.lockTeam}
          checked={team && placed}
          disabled={!placed}
          onChange={(event) => setTeam(event.currentTarget.checked)}
        />
        <Checkbox
          label={routes.lockPosition}
          checked={position && placed}
          disabled={!placed}
          onChange={(event) => setPosition(event.currentTarget.checked)}
        />
        <SpanFields label={routes.lockTime} value={time} onChange={setTime} />
        <SpanFields label={routes.window} value={window} onChange={setWindow} />
        <NumberInput
          label={routes.service}
          min={1}
          max={480}
          allowDecimal={false}
          clampBehavior="strict"
          value={service}
          onChange={(value) => setService(Math.max(1, Number(value)))}
        />
        <ErrorNotice error={editor.error} />
        <Group justify="space-between">
          <Button
            variant="default"
            onClick={() => {
              editor.edit({ kind: 'remove', stopIds: [stop.id] });
              onClose();
            }}
          >
            {routes.remove}
          </Button>
          <Button onClick={save} disabled={lockTime === undefined || within === undefined}>
            {routes.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function SpanFields({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Span;
  onChange: (value: Span) => void;
}) {
  const { routes } = useText();
  const wrong = readSpan(value) === undefined;
  return (
    <Group grow gap={8} align="end">
      <TextInput
        label={`${label}: ${routes.from}`}
        placeholder="08:00"
        error={wrong}
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
      />
      <TextInput
        label={routes.to}
        aria-label={`${label}: ${routes.to}`}
        placeholder="10:00"
        error={wrong}
        value={value.to}
        onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
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
