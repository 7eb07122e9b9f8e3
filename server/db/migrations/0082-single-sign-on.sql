-- Sign-in through the OpenID provider of the organisation. Of a person there only a keyed hash is kept, made of the
-- issuer and its subject; no name, address or number. All tables are read and written by the system alone.

create table single_sign_on_identity (
  account_id text not null,
  subject_hash text not null,
  bound_at timestamptz not null,
  constraint single_sign_on_identity_pkey primary key (account_id),
  constraint single_sign_on_identity_subject_unique unique (subject_hash),
  constraint single_sign_on_identity_account_fkey
    foreign key (account_id) references app_user (id) on delete cascade,
  constraint single_sign_on_identity_subject_form check (subject_hash ~ '^[0-9a-f]{64}$')
);

-- One-time codes by which an administrator lets the person of an account bind it.
create table single_sign_on_code (
  account_id text not null,
  code_hash text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  constraint single_sign_on_code_pkey primary key (account_id),
  constraint single_sign_on_code_unique unique (code_hash),
  constraint single_sign_on_code_account_fkey
    foreign key (account_id) references app_user (id) on delete cascade,
  constraint single_sign_on_code_issuer_fkey foreign key (issued_by) references app_user (id),
  constraint single_sign_on_code_form check (code_hash ~ '^[0-9a-f]{64}$'),
  constraint single_sign_on_code_life_bounded check (
    expires_at > issued_at and expires_at <= issued_at + interval '7 days'
  )
);

-- A sign-in between its beginning and its session. `id_hash` is of the state, later of the step that is awaited.
create table single_sign_on_attempt (
  id_hash text not null,
  stage text not null,
  browser_hash text not null,
  -- The account that is to be bound, or for which the second factor is awaited.
  account_id text,
  session_id text,
  subject_hash text,
  provider_session_hash text,
  factor_proven boolean not null default false,
  expires_at timestamptz not null,
  constraint single_sign_on_attempt_pkey primary key (id_hash),
  constraint single_sign_on_attempt_account_fkey
    foreign key (account_id) references app_user (id) on delete cascade,
  constraint single_sign_on_attempt_stage_known check (
    stage in ('started', 'proven', 'second_factor')
  ),
  constraint single_sign_on_attempt_subject_known check (
    (stage = 'started') = (subject_hash is null)
  )
);
create index single_sign_on_attempt_browser_index on single_sign_on_attempt (browser_hash);

-- Sessions that such a sign-in opened.
create table single_sign_on_session (
  session_id text not null,
  provider_session_hash text,
  factor_proven boolean not null,
  constraint single_sign_on_session_pkey primary key (session_id),
  constraint single_sign_on_session_fkey
    foreign key (session_id) references app_session (id) on delete cascade
);
create index single_sign_on_session_provider_index
  on single_sign_on_session (provider_session_hash);

-- Logout tokens of the provider that were obeyed: none counts twice.
create table single_sign_on_logout (
  token_hash text not null,
  expires_at timestamptz not null,
  constraint single_sign_on_logout_pkey primary key (token_hash)
);

-- Accounts that may sign in with a password although the server takes single sign-on alone.
create table emergency_access (
  account_id text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  constraint emergency_access_pkey primary key (account_id),
  constraint emergency_access_account_fkey
    foreign key (account_id) references app_user (id) on delete cascade,
  constraint emergency_access_life_bounded check (
    expires_at > opened_at and expires_at <= opened_at + interval '7 days'
  )
);

alter table single_sign_on_identity enable row level security;
alter table single_sign_on_code enable row level security;
alter table single_sign_on_attempt enable row level security;
alter table single_sign_on_session enable row level security;
alter table single_sign_on_logout enable row level security;
alter table emergency_access enable row level security;
