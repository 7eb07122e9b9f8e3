-- Claims of a table about a place beyond a proposal. One person wrote them: they hold once another one accepts them.
create table import_claim (
  point_id integer not null,
  run_id integer not null,
  status text not null,
  listed_on date not null,
  eliminated_on date,
  document_number text not null,
  constraint import_claim_pkey primary key (point_id),
  constraint import_claim_point_fkey foreign key (point_id) references point (id),
  constraint import_claim_run_fkey foreign key (run_id) references import_run (id),
  constraint import_claim_status_known check (status in ('active', 'eliminated')),
  constraint import_claim_dates_fit_status check (
    (status = 'eliminated') = (eliminated_on is not null) and eliminated_on >= listed_on
  )
);
create index import_claim_run_index on import_claim (run_id);

grant select, insert, delete on import_claim to diaban_app;
alter table import_claim enable row level security;
create policy claim_within_reach on import_claim to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
