-- Where tips come from by themselves: hotlines and portals that hand in with a token, and tables that are
-- imported; and how a tip goes on to another commune.

create table tip_source (
  id integer generated always as identity,
  name text not null,
  channel text not null,
  -- In whose name it hands in: an account without a password, a role or a reach of its own.
  account_id text not null,
  requests_per_minute integer not null,
  created_by text not null,
  created_at timestamptz not null,
  constraint tip_source_pkey primary key (id),
  constraint tip_source_name_unique unique (name),
  constraint tip_source_account_unique unique (account_id),
  constraint tip_source_account_fkey foreign key (account_id) references app_user (id),
  constraint tip_source_created_by_fkey foreign key (created_by) references app_user (id),
  constraint tip_source_rate_in_range check (requests_per_minute between 1 and 100000),
  constraint tip_source_channel_known check (
    channel in ('in_person', 'hotline', 'portal', 'post', 'email', 'media', 'authority', 'patrol', 'other')
  )
);

-- Only the hash is kept; whoever lost the token makes another and revokes this one.
create table tip_source_token (
  id integer generated always as identity,
  source_id integer not null,
  hash text not null,
  -- The last characters, so that two tokens can be told apart.
  ending text not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  constraint tip_source_token_pkey primary key (id),
  constraint tip_source_token_hash_unique unique (hash),
  constraint tip_source_token_source_fkey foreign key (source_id) references tip_source (id),
  constraint tip_source_token_created_by_fkey foreign key (created_by) references app_user (id),
  constraint tip_source_token_revoked_by_fkey foreign key (revoked_by) references app_user (id),
  constraint tip_source_token_hash_form check (hash ~ '^[0-9a-f]{64}$'),
  constraint tip_source_token_revocation_complete check ((revoked_by is null) = (revoked_at is null))
);
create index tip_source_token_source_index on tip_source_token (source_id);

-- Row-level security without a policy: nothing of it is anybody's but the system's.
alter table tip_source enable row level security;
alter table tip_source_token enable row level security;

create function actor_tip_source() returns integer
  language sql stable security definer set search_path = public, pg_temp
  return (
    select tip_source.id from tip_source
    where actor_reach() = 'source' and tip_source.account_id = actor_account_id()
  );

alter table tip
  add column source_id integer,
  -- What a row of an imported table is known by again.
  add column import_key text,
  drop constraint tip_channel_number_unique,
  add constraint tip_source_fkey foreign key (source_id) references tip_source (id),
  add constraint tip_import_key_unique unique (import_key);
-- A channel's numbers are its own: two portals may both have a number 17.
create unique index tip_channel_number_unique on tip (channel, coalesce(source_id, 0), channel_number);
create index tip_source_index on tip (source_id) where source_id is not null;

alter table tip_event
  drop constraint tip_event_kind_known,
  add constraint tip_event_kind_known check (
    kind in (
      'received', 'transferred', 'accepted', 'verified', 'classified', 'extended', 'suspended', 'resumed',
      'handled'
    )
  );

-- A source hands in, and reads nothing: not even what it handed in.
drop policy tip_taken_in on tip;
create policy tip_taken_in on tip for insert to diaban_app
  with check (
    received_by = actor_account_id()
    and case actor_reach()
      when 'source' then source_id = actor_tip_source()
      else actor_reach() in ('city', 'communes') and source_id is null
    end
  );
drop policy tip_event_appended on tip_event;
create policy tip_event_appended on tip_event for insert to diaban_app
  with check (
    actor_id = actor_account_id()
    and case
      -- Its receipt: also where whoever takes it in sees no more of it.
      when seq = 1 then actor_reach() in ('city', 'communes', 'source')
      else actor_reach() in ('city', 'communes') and actor_sees_tip(tip_id)
    end
  );

-- The answer that a channel was given for its own number, and nothing else of the tip.
create or replace function known_tip(given_channel text, given_number text)
  returns table (id integer, code text, commune_id integer, due_on date)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select tip.id, tip.code, tip.commune_id, tip.due_on
    from tip
    where actor_reach() in ('city', 'communes', 'source')
      and tip.channel = given_channel
      and coalesce(tip.source_id, 0) = coalesce(actor_tip_source(), 0)
      and tip.channel_number = given_number;
  end;

-- The first due day is written with the tip.
drop function set_first_due_day(integer, date, date);

-- Hands a tip on to another commune, out of the sight of whoever does so: the policies for writing would
-- ask to see the row afterwards. False when it is not theirs or somebody was faster.
create function transfer_tip(given_tip_id integer, given_version integer, given_commune_id integer)
  returns boolean
  language sql security definer set search_path = public, pg_temp
  begin atomic
    with moved as (
      update tip
      set commune_id = given_commune_id, version = version + 1
      where id = given_tip_id and version = given_version and handled_on is null
        and actor_sees_tip(given_tip_id)
      returning id
    )
    select exists (select from moved);
  end;
revoke all on function transfer_tip(integer, integer, integer) from public;
grant execute on function transfer_tip(integer, integer, integer) to diaban_app;
