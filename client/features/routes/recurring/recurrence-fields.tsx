import { Checkbox, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { WEEKDAYS } from '#client/features/routes/calendar/calendar-days.ts';
import { KindFields } from '#client/features/routes/kind-fields.tsx';
import { MultiSelectField } from '#client/features/routes/multi-select-field.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { CANDIDATE_KINDS, CANDIDATE_TERMS } from '#server/contract/candidate.ts';
import { MOST_DAYS_AHEAD, type RecurrenceList } from '#server/contract/route-recurrence.ts';
import { MOST_STOPS } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';

import type { RecurrenceWrite } from './recurrence-dialog.tsx';
import { usualWeightsQuery } from './recurrence-queries.ts';
import classes from './recurrences.module.css';

type Fields = { write: RecurrenceWrite };

/** Title, kind, weekdays and period. */
export function DayFields({ write }: Fields) {
  const { routes } = useText();
  const own = routes.recurring;
  const { field, form, values } = write;
  return (
    <>
      <TextInput label={routes.form.title} description={own.titleMore} {...field('title')} />
      <Checkbox.Group label={own.weekdays} {...field('weekdays')}>
        <Group gap={12} mt={4}>
          {WEEKDAYS.map((name, at) => (
            <Checkbox
              key={name}
              value={String(at + 1)}
              label={routes.list.calendar.weekdays[name]}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <div className={classes.pair}>
        <DateField
          label={own.fromOn}
          {...field('fromOn')}
          onChange={(day) => day !== null && form.setFieldValue('fromOn', day)}
        />
        <DateField
          label={own.toOn}
          description={own.toOnMore}
          clearable
          minDate={values.fromOn}
          {...field('toOn')}
        />
      </div>
      <NumberInput
        label={own.daysAhead}
        min={1}
        max={MOST_DAYS_AHEAD}
        allowDecimal={false}
        {...field('daysAhead')}
      />
      <KindFields
        values={values}
        kind={field('kind')}
        unannounced={form.getInputProps('unannounced')}
      />
    </>
  );
}

/** The teams, each with its hours once it is chosen. */
export function TeamFields({ write, teams }: Fields & { teams: readonly Team[] }) {
  const { routes } = useText();
  const { field, form, values } = write;
  return (
    <Checkbox.Group label={routes.form.teams} {...field('shifts')}>
      <Stack gap={8} mt={4}>
        {teams.map(({ id, name }) => (
          <Stack key={id} gap="xs">
            <Checkbox value={String(id)} label={name} />
            {values.shifts.includes(String(id)) && (
              <div className={classes.pair}>
                <TextInput
                  label={routes.teams.startsAt}
                  aria-label={`${routes.teams.startsAt}, ${name}`}
                  {...form.getInputProps(`hours.${id}.startsAt`)}
                />
                <TextInput
                  label={routes.teams.endsAt}
                  aria-label={`${routes.teams.endsAt}, ${name}`}
                  {...form.getInputProps(`hours.${id}.endsAt`)}
                />
              </div>
            )}
          </Stack>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Fields for number, kind and communes of the places, and for the share drawn at random. */
export function PlaceFields({
  write,
  setting,
}: Fields & { setting: RecurrenceList['randomShare'] }) {
  const text = useText();
  const { routes } = text;
  const own = routes.recurring;
  const format = useFormat();
  const { field, form, values } = write;
  const communes = useQuery(communesQuery).data?.items ?? [];
  const known = new Set(communes.map(({ code }) => code));
  const gone = communes.length === 0 ? [] : values.communes.filter((code) => !known.has(code));
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          label={own.stops}
          min={1}
          max={MOST_STOPS}
          allowDecimal={false}
          {...field('stops')}
        />
        <Select
          label={routes.candidateKind}
          data={(['all', ...CANDIDATE_KINDS] as const).map((value) => ({
            value,
            label: routes.candidateKinds[value],
          }))}
          allowDeselect={false}
          {...field('only')}
          withAsterisk={false}
        />
      </div>
      <MultiSelectField
        label={own.communes}
        placeholder={own.wholeCity}
        data={[
          ...communes.map((one) => ({ value: one.code, label: communeName(one, text) })),
          ...gone.map((code) => ({ value: code, label: own.communeGone({ code }) })),
        ]}
        value={values.communes}
        onChange={(codes) => form.setFieldValue('communes', [...codes])}
      />
      <NumberInput
        label={own.randomShare}
        description={own.randomShareMore({
          share: format.percent(setting.share, 0),
          origin: setting.origin,
        })}
        min={setting.share * 100}
        max={100}
        suffix="%"
        {...field('randomShare')}
        withAsterisk={false}
      />
    </>
  );
}

/** Weights of its own for the ranking; without them those of the planner hold. */
export function WeightFields({ write }: Fields) {
  const { routes } = useText();
  const own = routes.recurring;
  const usual = useQuery(usualWeightsQuery).data;
  const { form, values } = write;
  return (
    <>
      <Switch
        label={own.ownWeights}
        description={own.ownWeightsMore}
        checked={values.ownWeights}
        onChange={(event) => form.setFieldValue('ownWeights', event.currentTarget.checked)}
      />
      {values.ownWeights && (
        <div className={classes.pair}>
          {CANDIDATE_TERMS.map((term) => (
            <NumberInput
              key={term}
              label={routes.terms[term]}
              min={0}
              max={10}
              value={values.weights[term] ?? usual?.[term] ?? ''}
              onChange={(weight) =>
                form.setFieldValue('weights', {
                  ...values.weights,
                  [term]: typeof weight === 'number' ? weight : undefined,
                })
              }
            />
          ))}
        </div>
      )}
    </>
  );
}
