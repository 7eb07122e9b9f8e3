-- Work that is done at its time and once, whom reminders reach, and the weekly sheets that leaders sign.

-- A job is claimed by one update, so that two processes never run it together; a claim that ran out is taken over.
create table job (
  id integer generated always as identity,
  kind text not null,
  -- What makes it one job: of a recurring one the civil date (and time) it is for.
  run_key text not null,
  due_at timestamptz not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  -- Ids, dates and codes only: never a name.
  payload jsonb not null default '{}',
  locked_by text,
  locked_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint job_pkey primary key (id),
  constraint job_run_key_unique unique (run_key),
  constraint job_state_known check (state in ('waiting', 'running', 'done', 'failed')),
  constraint job_attempts_not_negative check (attempts >= 0),
  constraint job_claim_fits_state check (
    (state = 'running') = (locked_by is not null) and (state = 'running') = (locked_until is not null)
  ),
  constraint job_end_fits_state check ((state in ('done', 'failed')) = (finished_at is not null))
);
create index job_open_index on job (due_at) where state in ('waiting', 'running');
create index job_failed_index on job (finished_at) where state = 'failed';
-- No grant: only the system itself touches jobs.

create table reminder_preference (
  account_id text not null,
  address text,
  digest boolean not null,
  overdue boolean not null,
  updated_at timestamptz not null,
  constraint reminder_preference_pkey primary key (account_id),
  constraint reminder_preference_account_fkey foreign key (account_id) references app_user (id),
  constraint reminder_preference_address_form check (
    address ~ '^[^\s@<>",;]+@[^\s@<>",;]+$' and char_length(address) <= 254
  )
);

-- What a person has been told is overdue, so that nobody is told twice.
create table reminder_told (
  account_id text not null,
  item text not null,
  told_at timestamptz not null,
  constraint reminder_told_pkey primary key (account_id, item),
  constraint reminder_told_account_fkey foreign key (account_id) references app_user (id)
);

-- What an officer (or the leader) has prepared for the signature; changes until somebody signs.
create table weekly_sheet_draft (
  commune_id integer not null,
  first_on date not null,
  remark text,
  prepared_by text not null,
  prepared_at timestamptz not null,
  constraint weekly_sheet_draft_pkey primary key (commune_id, first_on),
  constraint weekly_sheet_draft_commune_fkey foreign key (commune_id) references commune (id),
  constraint weekly_sheet_draft_prepared_by_fkey foreign key (prepared_by) references app_user (id),
  constraint weekly_sheet_draft_remark_length check (char_length(remark) between 1 and 1000)
);

create table weekly_sheet (
  id integer generated always as identity,
  commune_id integer not null,
  first_on date not null,
  last_on date not null,
  version integer not null,
  previous_version integer generated always as (nullif(version - 1, 0)) stored,
  -- The evening that the figures are of; before the last day when the week was signed while it ran.
  as_of date not null,
  figures jsonb not null,
  figures_hash text not null,
  remark text,
  prepared_by text,
  reason text,
  signed_by text not null,
  signed_at timestamptz not null,
  constraint weekly_sheet_pkey primary key (id),
  constraint weekly_sheet_one_per_version unique (commune_id, first_on, version),
  constraint weekly_sheet_version_positive check (version >= 1),
  -- No version without the one before: a gap would hide a signature.
  constraint weekly_sheet_follows_previous foreign key (commune_id, first_on, previous_version)
    references weekly_sheet (commune_id, first_on, version),
  constraint weekly_sheet_correction_has_reason check ((version > 1) = (reason is not null)),
  constraint weekly_sheet_seven_days check (last_on = first_on + 6),
  constraint weekly_sheet_figures_within_week check (as_of between first_on and last_on),
  constraint weekly_sheet_not_of_the_future check (as_of <= city_date(signed_at)),
  constraint weekly_sheet_hash_form check (figures_hash ~ '^[0-9a-f]{64}$'),
  constraint weekly_sheet_remark_length check (char_length(remark) between 1 and 1000),
  constraint weekly_sheet_commune_fkey foreign key (commune_id) references commune (id),
  constraint weekly_sheet_prepared_by_fkey foreign key (prepared_by) references app_user (id),
  constraint weekly_sheet_signed_by_fkey foreign key (signed_by) references app_user (id)
);
create index weekly_sheet_week_index on weekly_sheet (first_on);
create trigger weekly_sheet_is_immutable before update or delete on weekly_sheet
  for each row execute function refuse_change();
create trigger weekly_sheet_is_not_truncated before truncate on weekly_sheet
  for each statement execute function refuse_change();

grant select, insert, update on reminder_preference to diaban_app;
grant select, insert, update on weekly_sheet_draft to diaban_app;
grant select, insert on weekly_sheet to diaban_app;

alter table job enable row level security;
alter table reminder_preference enable row level security;
alter table reminder_told enable row level security;
alter table weekly_sheet_draft enable row level security;
alter table weekly_sheet enable row level security;

create policy own_reminders on reminder_preference to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());

-- What is not signed stays within the commune.
create policy draft_within_reach on weekly_sheet_draft to diaban_app
  using (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
  with check (
    actor_reach() = 'communes' and commune_id = any (actor_commune_ids())
    and prepared_by = actor_account_id()
  );
create policy sheet_within_reach on weekly_sheet for select to diaban_app
  using (
    actor_reach() = 'city'
    or (actor_reach() = 'communes' and commune_id = any (actor_commune_ids()))
  );
create policy sheet_signed_by_its_leader on weekly_sheet for insert to diaban_app
  with check (
    actor_role() = 'leader' and commune_id = any (actor_commune_ids())
    and signed_by = actor_account_id()
  );
