import type { Notice } from './notice.ts';

/** Address within the product of the page that a notice opens, beginning with `/`. */
export function noticeAddress({
  kind,
  targetId,
  onDate,
}: Pick<Notice, 'kind' | 'targetId' | 'onDate'>): string {
  switch (kind) {
    case 'tip_closed':
      return `/tips/${targetId}`;
    case 'route_published':
    case 'route_changed':
      return '/my-routes';
    case 'recurrence_incomplete':
      return '/routes/recurring';
    case 'report_waits':
    case 'report_approved':
    case 'report_returned':
      return '/reports';
    case 'sheet_waits':
      return `/weekly-sheet?week=${onDate}`;
    case 'digest':
      return '/worklist';
    case 'handover_asked':
    case 'handover_confirmed':
    case 'handover_refused':
    case 'refusal_answered':
    case 'appeal_answered':
    case 'reply_filed':
    case 'overdue':
      return `/?id=${targetId}`;
  }
}
