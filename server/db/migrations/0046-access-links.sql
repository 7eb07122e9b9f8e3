-- Links by which people set the password of their own account, so that no administrator ever knows one. A link that an
-- administrator sees may need a code as well, which a second administrator gets when confirming it. Both are kept as
-- hashes only, and only the owner reads this table.
create table access_link (
  id text not null,
  account_id text not null,
  token_hash text not null,
  code_hash text,
  removes_second_factor boolean not null,
  -- Sent to the address that the person chose; no administrator has seen it.
  mailed boolean not null,
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint access_link_pkey primary key (id),
  constraint access_link_token_unique unique (token_hash),
  constraint access_link_account_fkey foreign key (account_id) references app_user (id),
  constraint access_link_issued_by_fkey foreign key (issued_by) references app_user (id),
  constraint access_link_confirmed_by_fkey foreign key (confirmed_by) references app_user (id),
  constraint access_link_confirmer_is_not_issuer check (confirmed_by <> issued_by),
  constraint access_link_confirmation_complete check (
    (confirmed_by is null) = (code_hash is null) and (confirmed_by is null) = (confirmed_at is null)
  ),
  constraint access_link_ends_once check (used_at is null or withdrawn_at is null)
);
create unique index access_link_one_open on access_link (account_id)
  where used_at is null and withdrawn_at is null;
