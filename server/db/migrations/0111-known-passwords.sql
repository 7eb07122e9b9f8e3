-- The owner of an account is told when somebody has entered its password and then only wrong codes.
alter table notice drop constraint notice_kind_known;
alter table notice add constraint notice_kind_known check (
  kind in (
    'handover_asked', 'handover_confirmed', 'handover_refused', 'refusal_answered',
    'appeal_answered', 'reply_filed', 'tip_closed', 'route_published', 'route_changed',
    'recurrence_incomplete', 'overdue', 'report_waits', 'report_approved', 'report_returned',
    'sheet_waits', 'digest', 'password_known'
  )
);
