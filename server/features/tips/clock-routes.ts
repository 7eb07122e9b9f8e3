import * as z from 'zod';

import {
  ClockSettings,
  DayOffBody,
  DeadlineRule,
  NewDeadlineRule,
} from '#server/contract/tip-clock.ts';
import { yearsWithoutHolidays } from '#server/contract/working-days.ts';
import { asSystem } from '#server/db/transaction.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addDeadlineRule, changeDayOff } from './clock-commands.ts';
import { readClockData } from './read-clocks.ts';
import { listDaysOff } from './clock-queries.ts';

const read = route('get', '/tip-clocks', {
  tags: ['tips'],
  summary: 'The rules of the clocks with their origins, and the days off',
  right: 'signed-in',
  responses: { 200: jsonResponse(ClockSettings, 'Everything that clocks follow') },
});

const addRule = route('post', '/tip-clocks/rules', {
  tags: ['tips'],
  summary: 'A rule for a kind of tip from a day on',
  right: 'settings:manage',
  body: NewDeadlineRule,
  responses: { 201: jsonResponse(DeadlineRule, 'The rule') },
  problems: ['text.personal_data', 'check.schedule_in_past', 'tip.rule_day_taken'],
});

const setDay = route('post', '/tip-clocks/days', {
  tags: ['tips'],
  summary: 'A day off, a weekend day that is worked, or an ordinary day after all',
  right: 'settings:manage',
  body: DayOffBody,
  responses: { 200: jsonResponse(z.object({ moved: z.int() }), 'How many due days moved') },
  problems: ['text.personal_data'],
});

export const tipClockRoutes = newRouter()
  .openapi(read, async (c) => {
    const { database, clock } = c.var.deps;
    const settings = await asSystem(database, async (sql) => ({
      ...(await readClockData(sql, clock.today())),
      daysOff: await listDaysOff(sql),
    }));
    const { rules, daysOff, dueSoonDays } = settings;
    const unknownYears = yearsWithoutHolidays(daysOff, clock.today());
    return c.json({ rules: [...rules], daysOff, dueSoonDays, unknownYears }, 200);
  })
  .openapi(addRule, async (c) => {
    const rule = c.req.valid('json');
    await addDeadlineRule(c.var.deps, c.var.actor, rule);
    return c.json(rule, 201);
  })
  .openapi(setDay, async (c) =>
    c.json(await changeDayOff(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
