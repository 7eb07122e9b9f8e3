-- The directory of support services: public, in words. It has no geometry, so that no map can show it.

create table support_service (
  id integer generated always as identity,
  kind text not null,
  name text not null,
  offers text not null,
  area text not null,
  address text,
  telephone text,
  website text,
  hours text,
  source text not null,
  -- Null: nobody has made sure of it.
  confirmed_on date,
  invented boolean not null default false,
  -- What names an entry that came with the program; whoever changed it keeps what they wrote.
  reference_key text,
  version integer not null default 1,
  written_by text,
  written_at timestamptz not null,
  withdrawn_at timestamptz,
  folded_words text generated always as (
    fold_text(name || ' ' || offers || ' ' || area || ' ' || coalesce(address, ''))
  ) stored,
  constraint support_service_pkey primary key (id),
  constraint support_service_reference_key_unique unique (reference_key),
  constraint support_service_written_by_fkey foreign key (written_by) references app_user (id),
  constraint support_service_kind_known check (
    kind in ('hotline', 'social_work', 'health', 'legal_aid', 'employment', 'shelter')
  ),
  constraint support_service_shelter_hides_address check (kind <> 'shelter' or address is null),
  constraint support_service_confirmed_not_in_future check (confirmed_on <= city_date(written_at)),
  constraint support_service_name_length check (char_length(name) between 2 and 200),
  constraint support_service_offers_length check (char_length(offers) between 10 and 1000)
);

grant select, insert, update on support_service to diaban_app;
alter table support_service enable row level security;

-- Anybody reads what is not withdrawn, signed in or not; the coordinator keeps it.
create policy directory_for_everybody on support_service for select to diaban_app
  using (withdrawn_at is null or actor_role() = 'coordinator');
create policy directory_kept_by_coordinator on support_service for insert to diaban_app
  with check (actor_role() = 'coordinator' and written_by = actor_account_id());
create policy directory_changed_by_coordinator on support_service for update to diaban_app
  using (actor_role() = 'coordinator')
  with check (actor_role() = 'coordinator' and written_by = actor_account_id());
