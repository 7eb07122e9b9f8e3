-- Keeps the codes of authenticators that have been checked, so that each counts once for its account (RFC 6238 section
-- 5.2): a person who read a code over a shoulder cannot use it again. Only the owner reads this table; after two
-- minutes a row is of no use.
create table spent_code (
  account_id text not null,
  code_hash text not null,
  spent_at timestamptz not null,
  constraint spent_code_pkey primary key (account_id, code_hash),
  constraint spent_code_account_fkey foreign key (account_id) references app_user (id)
);
