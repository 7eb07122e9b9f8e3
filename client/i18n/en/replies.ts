import type { replies as vi } from '#client/i18n/vi/replies.ts';

export const replies: typeof vi = {
  title: 'Reply',
  sign: 'replied',
  signMore: 'The commune has replied; open the record to read it.',
  askedFor: {
    recognised: 'Reply to the listing of a new point',
    recurrence_confirmed: 'Reply to the recurrence',
  },
  due: (p) => `Reply asked, due ${p.date} (${p.ago})`,
  overdue: (p) => `No reply yet, overdue by ${p.days} (due ${p.date})`,
  filed: (p) => `Reply of ${p.commune}, ${p.time}`,
  filedLate: 'filed after its day',
  draft: (p) => `Draft, ${p.name}, ${p.time}`,
  draftMore: 'Only your commune sees the draft.',
  writer: (p) => `Filed by: ${p.name}`,
  documents: (p) => `Documents ${p.numbers}`,
  earlier: (p) => `Show earlier replies: ${p.count}`,
  superseded: 'there is a newer one',
  write: 'Write a reply',
  writeAgain: 'Add to the reply',
  continueDraft: 'Continue the draft',
  words: 'The reply',
  wordsMore:
    'What was done, why it happened, what comes next. About the place only: no names, telephone, identity or plate numbers.',
  wordsMissing: 'Write at least 10 characters.',
  documentNumbers: 'Numbers of documents',
  documentNumbersMore: 'Type a number and press Enter. For example: 215/BC-UBND',
  saveDraft: 'Keep the draft',
  file: 'File the reply',
  draftKept: (p) => `The draft of the reply is kept, ${p.code}.`,
  fileDone: (p) => `The reply is filed, ${p.code}.`,
  leaderFiles: 'The leader of the commune files the reply; you prepare the draft.',
  lines: {
    about: 'About',
    commune: 'Who replies',
    words: 'Words',
    documents: 'Documents',
    due: 'Due',
  },
  keptBeside:
    'The reply is shown wherever the figure is. A filed reply cannot be changed; a later one takes its place, and the earlier stays readable.',
};
