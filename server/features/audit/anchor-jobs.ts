import type { Config } from '#server/configuration/config.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { anchorByMail, anchorInFolder, noteGrowth } from './anchor-commands.ts';
import { compareFacts } from './commands.ts';

const NOTE_JOB = 'audit.note_hash';
const FOLDER_JOB = 'audit.anchor_folder';
const MAIL_JOB = 'audit.anchor_mail';
const COMPARE_JOB = 'audit.compare_facts';
const EVERY_MINUTES = 5;

/**
 * Jobs that take the end of the log out of the database, where an owner of the database alone cannot rewrite it: into the
 * data folder and a folder outside at the first start and every five minutes, and by mail once a day. Each is repeated by
 * itself when it fails. At night the facts of the register are compared with the log.
 */
export function auditJobs({ anchors }: Pick<Config, 'anchors'>): JobPlan {
  return {
    kinds: [
      { kind: NOTE_JOB, run: noteGrowth },
      { kind: FOLDER_JOB, run: anchorInFolder },
      { kind: MAIL_JOB, run: anchorByMail },
      { kind: COMPARE_JOB, run: compareFacts },
    ],
    recurring: [
      { kind: COMPARE_JOB, dailyAt: '00:20' },
      { kind: NOTE_JOB, everyMinutes: EVERY_MINUTES },
      ...(anchors.directory === null ? [] : [{ kind: FOLDER_JOB, everyMinutes: EVERY_MINUTES }]),
      ...(anchors.mailTo === null ? [] : [{ kind: MAIL_JOB, dailyAt: '00:05' } as const]),
    ],
  };
}
