-- Tokens with which programs ask in the name of an account: of a person, or of a system that has an account of its own
-- which nobody can sign in with. Only the hash is kept.

create table access_token (
  id integer generated always as identity,
  account_id text not null,
  kind text not null,
  name text not null,
  purpose text not null,
  hash text not null,
  -- The last characters, so that two tokens can be told apart.
  ending text not null,
  rights text[] not null,
  -- Null: every collection, and every other address that the rights open.
  collections text[],
  requests_per_minute integer not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  constraint access_token_pkey primary key (id),
  constraint access_token_hash_unique unique (hash),
  constraint access_token_account_fkey foreign key (account_id) references app_user (id),
  constraint access_token_created_by_fkey foreign key (created_by) references app_user (id),
  constraint access_token_revoked_by_fkey foreign key (revoked_by) references app_user (id),
  constraint access_token_kind_known check (kind in ('personal', 'system')),
  constraint access_token_personal_is_own check (kind = 'system' or created_by = account_id),
  constraint access_token_hash_form check (hash ~ '^[0-9a-f]{64}$'),
  constraint access_token_rights_present check (cardinality(rights) > 0),
  constraint access_token_rate_in_range check (requests_per_minute between 1 and 100000),
  constraint access_token_life_bounded check (
    expires_at > created_at and expires_at <= created_at + interval '367 days'
  ),
  constraint access_token_revocation_complete check ((revoked_by is null) = (revoked_at is null))
);
create index access_token_account_index on access_token (account_id);

-- Row-level security without a policy: tokens are read and written by the system alone.
alter table access_token enable row level security;
