import { describe, expect, it } from 'vitest';

import type { Mailer } from '#server/outside/mailer.ts';

import { jobPlan } from './reminder-jobs.ts';

const MAILER: Mailer = { send: async () => {}, close: () => {} } as Mailer;

describe('the plan of the jobs', () => {
  it('orders mails in the morning and every ten minutes, and tidies up at night', () => {
    expect(jobPlan({ mailer: MAILER }).recurring).toEqual([
      { kind: 'reminders.digest', dailyAt: '07:30' },
      { kind: 'views.digest', dailyAt: '07:30' },
      { kind: 'reminders.overdue', everyMinutes: 10 },
      { kind: 'jobs.forget', dailyAt: '03:10' },
    ]);
  });

  it('orders no mail where none can be sent, and still knows every kind that may lie in the queue', () => {
    const { kinds, recurring } = jobPlan({ mailer: null });
    expect(recurring).toEqual([{ kind: 'jobs.forget', dailyAt: '03:10' }]);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'reminders.digest',
      'reminders.overdue',
      'reminders.mail',
      'views.digest',
      'views.mail',
      'jobs.forget',
    ]);
  });
});
