import { ofPlace, type FeatureDeclaration } from './declaration.ts';

/** Work that waits for a person. */
export const WORKLIST = {
  notices: {
    overdue: {
      group: 'overdue',
      topic: { vi: 'Việc quá hạn', en: 'Overdue work' },
      urgent: true,
      meaning: 'a thing that waits has become overdue',
      address: ofPlace,
      one: { vi: '{code}: có việc vừa quá hạn', en: '{code}: something has become overdue' },
      many: { vi: '{count} việc vừa quá hạn', en: '{count} things have become overdue' },
    },
    digest: {
      group: 'digest',
      topic: { vi: 'Tóm tắt buổi sáng', en: 'Digest of the morning' },
      meaning: 'the morning’s count of what waits',
      address: () => '/worklist',
      one: {
        vi: 'Sáng nay: {waiting} việc đang chờ, {overdue} quá hạn',
        en: 'This morning: {waiting} waiting, {overdue} overdue',
      },
      many: {
        vi: 'Sáng nay: {waiting} việc đang chờ, {overdue} quá hạn',
        en: 'This morning: {waiting} waiting, {overdue} overdue',
      },
    },
  },
} as const satisfies FeatureDeclaration;
