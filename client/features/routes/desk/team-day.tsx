import { Button, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { teamsQuery } from '#client/api/teams.ts';
import { isSame } from '#client/forms/draft-fields.ts';
import { Form } from '#client/forms/form.tsx';
import { useKeptForm } from '#client/forms/use-kept-form.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail, RoutePresence, RouteShift } from '#server/contract/route.ts';

import { ChangedMeanwhile, type Meanwhile } from './changed-meanwhile.tsx';
import { dayOperations, dayValues, type DayValues } from './team-day-values.ts';
import { TeamPlaces } from './team-places.tsx';
import type { RouteEditor } from './use-route-editor.ts';

/**
 * The day of a team on this route: absent, other hours, another break, other places. The dialog closes once that is
 * stored, and keeps what was typed where somebody else was faster.
 */
export function TeamDayDialog({
  route,
  shift,
  lastEdit,
  editor,
  onShare,
  onClose,
}: {
  route: RouteDetail;
  /** The day as it was when it was opened. */
  shift: RouteShift;
  lastEdit: RoutePresence['lastEdit'];
  editor: RouteEditor;
  /** Makes these edits, and lets the other teams take what then has no place; false where they were refused. */
  onShare: (...operations: RouteOperation[]) => Promise<boolean>;
  onClose: () => void;
}) {
  const { common, routes } = useText();
  const { form, kept, now, operations, wrong, meanwhile } = useDayForm(route, shift);
  const close = async () => {
    await kept.sent();
    onClose();
  };
  const write = async (...all: RouteOperation[]) => {
    if (all.length === 0 || (await editor.editAndWait(...all)) !== null) await close();
  };
  const share = async () => {
    if (await onShare(...operations)) await close();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={routes.teamDay.title({ team: shift.teamName })}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap={12} renderRoot={(root) => <Form {...root} kept={kept} />}>
        <DayHours form={form} wrong={wrong} />
        <TeamPlaces
          places={form.getValues()}
          onPick={(name, place) => form.setFieldValue(name, place as never)}
        />
        <ChangedMeanwhile
          of="team"
          meanwhile={meanwhile}
          lastEdit={lastEdit}
          error={editor.error}
        />
        <ShareOrSave
          gone={now === null}
          pending={editor.pending}
          waits={wrong !== null || editor.pending}
          onShare={() => void share()}
          onRemove={() => void write({ kind: 'remove_team', shiftId: shift.id })}
          onSave={() => void write(...operations)}
        />
      </Stack>
    </Modal>
  );
}

/** The form of a team's day, and the edits that make it as typed; `now` is null once somebody took the team out. */
function useDayForm(route: RouteDetail, shift: RouteShift) {
  const { form, kept } = useKeptForm({
    draft: `day of team ${shift.id}`,
    initialValues: dayValues(shift),
  });
  const now = route.shifts.find(({ id, removed }) => id === shift.id && !removed) ?? null;
  const meanwhile = useDayMeanwhile(shift, now);
  return { form, kept, now, meanwhile, ...dayOperations(shift, form.getValues(), now) };
}

/** Shares what a team leaves, takes it out, or saves its day; a team that somebody took out meanwhile comes back. */
function ShareOrSave({
  gone,
  pending,
  waits,
  onShare,
  onRemove,
  onSave,
}: {
  gone: boolean;
  pending: boolean;
  waits: boolean;
  onShare: () => void;
  onRemove: () => void;
  onSave: () => void;
}) {
  const { routes } = useText();
  return (
    <>
      <Button fullWidth disabled={waits} onClick={onShare}>
        {routes.teamDay.share}
      </Button>
      <Group justify="space-between">
        <Button variant="default" disabled={gone || pending} onClick={onRemove}>
          {routes.teamDay.remove}
        </Button>
        <Button variant="default" disabled={waits} onClick={onSave}>
          {gone ? routes.meanwhile.addBack : routes.save}
        </Button>
      </Group>
    </>
  );
}

/** Parts of a team's day that are no longer as they were when it was opened, in words. */
function useDayMeanwhile(opened: RouteShift, now: RouteShift | null): Meanwhile {
  const { teamDay, hours } = useText().routes;
  if (now === null) return 'gone';
  const [before, after] = [dayValues(opened), dayValues(now)];
  const differs = (...names: (keyof DayValues)[]) =>
    names.some((name) => !isSame(before[name], after[name]));
  return [
    ...(differs('absent') ? [now.absent ? teamDay.isAbsent : teamDay.isThere] : []),
    ...(differs('from', 'to') ? [hours({ from: after.from, to: after.to })] : []),
    ...(differs('rests', 'restFrom', 'restTo', 'restMinutes') ? [teamDay.rest] : []),
    ...(differs('start', 'end') ? [teamDay.places] : []),
  ];
}

/** Fields for the absence, the hours and the break of a team. */
function DayHours({
  form,
  wrong,
}: {
  form: UseFormReturnType<DayValues>;
  wrong: 'hours' | 'rest' | null;
}) {
  const { teamDay } = useText().routes;
  return (
    <>
      <Checkbox label={teamDay.absent} {...form.getInputProps('absent', { type: 'checkbox' })} />
      <Group grow gap={8} align="start">
        <TextInput
          label={teamDay.from}
          {...form.getInputProps('from')}
          error={wrong === 'hours' && teamDay.hoursWrong}
        />
        <TextInput label={teamDay.to} {...form.getInputProps('to')} error={wrong === 'hours'} />
      </Group>
      <Checkbox label={teamDay.rests} {...form.getInputProps('rests', { type: 'checkbox' })} />
      {form.getValues().rests && (
        <Group grow gap={8} align="start">
          <TextInput
            label={teamDay.restFrom}
            {...form.getInputProps('restFrom')}
            error={wrong === 'rest' && teamDay.restWrong}
          />
          <TextInput
            label={teamDay.restTo}
            {...form.getInputProps('restTo')}
            error={wrong === 'rest'}
          />
          <NumberInput
            label={teamDay.restMinutes}
            min={5}
            max={240}
            allowDecimal={false}
            {...form.getInputProps('restMinutes')}
          />
        </Group>
      )}
    </>
  );
}

/** Gives the route another team, with the first of its usual days. */
export function AddTeam({ route, editor }: { route: RouteDetail; editor: RouteEditor }) {
  const { teamDay } = useText().routes;
  const teams = useQuery(teamsQuery);
  const here = new Set(route.shifts.map(({ teamId, removed }) => (removed ? null : teamId)));
  const free = (teams.data?.items ?? []).flatMap(({ id, name, templates: [usual] }) =>
    here.has(id) || usual === undefined ? [] : { id, name, shift: usual.shift },
  );
  if (teams.isError) return <ErrorNotice error={teams.error} />;
  if (free.length === 0) return null;
  const add = (value: string | null) => {
    const team = free.find(({ id }) => String(id) === value);
    if (team !== undefined) editor.edit({ kind: 'add_team', teamId: team.id, shift: team.shift });
  };
  return (
    <Select
      label={teamDay.add}
      placeholder={teamDay.addMore}
      value={null}
      disabled={editor.pending}
      data={free.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={add}
    />
  );
}
