import type { Config } from '#server/config.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { anchorByMail, anchorInFolder, noteHash } from './anchor-commands.ts';

const NOTE_JOB = 'audit.note_hash';
const FOLDER_JOB = 'audit.anchor_folder';
const MAIL_JOB = 'audit.anchor_mail';

/**
 * Jobs that take the end of the log out of the database once a day, where an owner of the database alone cannot rewrite
 * it: into the data folder, into a folder outside, and by mail. Each is repeated by itself when it fails.
 */
export function auditJobs({ anchors }: Pick<Config, 'anchors'>): JobPlan {
  const kinds = [
    NOTE_JOB,
    ...(anchors.directory === null ? [] : [FOLDER_JOB]),
    ...(anchors.mailTo === null ? [] : [MAIL_JOB]),
  ];
  return {
    kinds: [
      {
        kind: NOTE_JOB,
        run: ({ config, database, clock }) => noteHash(config, database, clock.now()),
      },
      { kind: FOLDER_JOB, run: anchorInFolder },
      { kind: MAIL_JOB, run: anchorByMail },
    ],
    recurring: kinds.map((kind) => ({ kind, dailyAt: '00:05' })),
  };
}
