-- Who may come in, and as whom. The tables of sign-in are better-auth's own (version 1.7), column by column;
-- the application's role reads nothing of them but the names of people.

create table app_user (
  id text not null,
  name text not null,
  -- better-auth wants an address; ours is made from the username and leads nowhere.
  email text not null,
  email_verified boolean not null default false,
  image text,
  username text not null,
  display_username text,
  two_factor_enabled boolean not null default false,
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint app_user_pkey primary key (id),
  constraint app_user_email_unique unique (email),
  constraint app_user_username_unique unique (username),
  constraint app_user_username_form check (username ~ '^[a-z0-9_.]{3,30}$'),
  constraint app_user_name_length check (char_length(name) between 1 and 100)
);

create table app_session (
  id text not null,
  token text not null,
  user_id text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint app_session_pkey primary key (id),
  constraint app_session_token_unique unique (token),
  constraint app_session_user_fkey foreign key (user_id) references app_user (id) on delete cascade
);
create index app_session_user_index on app_session (user_id);

create table app_credential (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint app_credential_pkey primary key (id),
  constraint app_credential_one_per_provider unique (user_id, provider_id),
  constraint app_credential_user_fkey foreign key (user_id) references app_user (id) on delete cascade
);

create table app_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint app_verification_pkey primary key (id)
);
create index app_verification_identifier_index on app_verification (identifier);

create table app_two_factor (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  constraint app_two_factor_pkey primary key (id),
  constraint app_two_factor_one_per_user unique (user_id),
  constraint app_two_factor_user_fkey foreign key (user_id) references app_user (id) on delete cascade
);
create index app_two_factor_secret_index on app_two_factor (secret);

create table app_rate_limit (
  id text not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint app_rate_limit_pkey primary key (id),
  constraint app_rate_limit_key_unique unique (key)
);

-- Tries to sign in that have not succeeded, by address and username. Apart from the table above, because
-- that one counts every request of an address: a whole office may come from one.
create table sign_in_attempt (
  key text not null,
  count integer not null,
  window_started_at timestamptz not null,
  constraint sign_in_attempt_pkey primary key (key)
);

-- Access = role x unit x time. One row for each commune; valid_to is the first day without the right.
create table role_assignment (
  id text not null,
  account_id text not null,
  role text not null,
  commune_id integer,
  valid_from date not null,
  valid_to date,
  granted_by text,
  granted_at timestamptz not null,
  constraint role_assignment_pkey primary key (id),
  constraint role_assignment_account_fkey foreign key (account_id) references app_user (id),
  constraint role_assignment_granted_by_fkey foreign key (granted_by) references app_user (id),
  constraint role_assignment_role_known check (
    role in (
      'analyst', 'leader', 'officer', 'planner', 'inspector', 'coordinator', 'admin', 'auditor'
    )
  ),
  constraint role_assignment_commune_fits_role check (
    (role in ('leader', 'officer')) = (commune_id is not null)
  ),
  -- Empty when it was ended before its first day was over: what was granted stays on record.
  constraint role_assignment_period_ordered check (valid_to >= valid_from)
);
create index role_assignment_account_index on role_assignment (account_id);

-- At any day an account has one role, and each commune at most once. An exclusion constraint would say the
-- same, but needs btree_gist, which the embedded database does not load.
create function refuse_overlapping_assignment() returns trigger
  language plpgsql as $$
begin
  -- The account's row is the lock: two assignments at once are judged one after the other.
  perform from app_user where id = new.account_id for no key update;
  if exists (
    select from role_assignment as other
    where other.account_id = new.account_id
      and other.id <> new.id
      and (other.role <> new.role or other.commune_id is not distinct from new.commune_id)
      and daterange(other.valid_from, other.valid_to) && daterange(new.valid_from, new.valid_to)
  ) then
    raise exception 'another assignment of the account overlaps'
      using errcode = 'exclusion_violation', constraint = 'role_assignment_does_not_overlap',
        table = 'role_assignment';
  end if;
  return new;
end
$$;
create trigger role_assignment_does_not_overlap before insert or update on role_assignment
  for each row execute function refuse_overlapping_assignment();

grant select (id, name, username) on app_user to diaban_app;
