-- An edit that changes a team's day on the route keeps how the day was and how it became, as it does for stops.
alter table route_edit
  add column shifts_before jsonb not null default '[]',
  add column shifts_after jsonb not null default '[]';
