-- Notices that reach a phone while the product is closed: by the push service of its browser, encrypted for the browser.

-- The pair of keys by which push services know this installation; made at the first start.
create table push_server_key (
  only_one boolean not null default true,
  public_key text not null,
  -- Encrypted with the secret of the server, like the keys of second factors.
  private_key text not null,
  made_at timestamptz not null,
  constraint push_server_key_pkey primary key (only_one),
  constraint push_server_key_only_one check (only_one)
);
alter table push_server_key enable row level security;

-- A browser that its person wants told. It ends with the session: a sign-out or a revoked device tells it nothing more.
create table push_subscription (
  id integer generated always as identity,
  account_id text not null,
  session_id text not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  language text not null,
  -- Kinds of notices that the person chose for this device.
  kinds text[] not null,
  renewed_at timestamptz not null,
  constraint push_subscription_pkey primary key (id),
  constraint push_subscription_endpoint_unique unique (endpoint),
  constraint push_subscription_account_fkey foreign key (account_id) references app_user (id),
  constraint push_subscription_session_fkey foreign key (session_id) references app_session (id)
    on delete cascade,
  constraint push_subscription_language_known check (language in ('vi', 'en')),
  constraint push_subscription_endpoint_length check (char_length(endpoint) <= 1000)
);
create index push_subscription_account_index on push_subscription (account_id);
create index push_subscription_session_index on push_subscription (session_id);

-- Notices that a device has not been told yet.
create table push_waiting (
  subscription_id integer not null,
  notice_id integer not null,
  constraint push_waiting_pkey primary key (subscription_id, notice_id),
  constraint push_waiting_subscription_fkey foreign key (subscription_id)
    references push_subscription (id) on delete cascade,
  constraint push_waiting_notice_fkey foreign key (notice_id) references notice (id)
    on delete cascade
);
create index push_waiting_notice_index on push_waiting (notice_id);
alter table push_waiting enable row level security;

grant select, insert, update, delete on push_subscription to diaban_app;
alter table push_subscription enable row level security;
create policy own_push_subscriptions on push_subscription to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());

create function end_pushes_of_account() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from push_subscription where account_id = new.id;
  return null;
end
$$;
create trigger disabled_account_ends_pushes after update of disabled_at on app_user
  for each row when (new.disabled_at is not null) execute function end_pushes_of_account();

create function end_pushes_of_session() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from push_subscription where session_id = new.id;
  return null;
end
$$;
create trigger wiped_device_ends_pushes after update of wipe_asked_at on app_session
  for each row when (new.wipe_asked_at is not null) execute function end_pushes_of_session();

-- Time at which a device is told of what happened at an instant: within 20 s, so that many notices of one act are one
-- push; what happens between 21:00 and 7:00 is told at 7:00.
create function push_time(given_at timestamptz) returns timestamptz
  language sql stable as $$
  select case
    when local_time::time < time '07:00' then local_day + time '07:00'
    when local_time::time >= time '21:00' then local_day + 1 + time '07:00'
  end at time zone 'Asia/Ho_Chi_Minh'
  from (
    select
      given_at at time zone 'Asia/Ho_Chi_Minh' as local_time,
      (given_at at time zone 'Asia/Ho_Chi_Minh')::date as local_day
  ) as city
$$;

create function push_notice() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  told_at timestamptz := coalesce(
    push_time(new.created_at),
    to_timestamp((floor(extract(epoch from new.created_at) / 20) + 1) * 20)
  );
begin
  insert into push_waiting (subscription_id, notice_id)
  select id, new.id from push_subscription
  where account_id = new.account_id and new.kind = any (kinds);
  if not found then return null; end if;
  insert into job (kind, run_key, due_at, payload, created_at)
  select
    'notices.push', 'notices.push ' || subscription_id || ' ' || extract(epoch from told_at)::bigint,
    told_at, jsonb_build_object('subscriptionId', subscription_id), new.created_at
  from push_waiting where notice_id = new.id
  on conflict on constraint job_run_key_unique do nothing;
  return null;
end
$$;
create trigger notice_is_pushed after insert on notice
  for each row execute function push_notice();

revoke all on function end_pushes_of_account() from public;
revoke all on function end_pushes_of_session() from public;
revoke all on function push_notice() from public;
