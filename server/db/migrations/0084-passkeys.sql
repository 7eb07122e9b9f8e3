-- Passkeys (WebAuthn credentials) with which a person signs in, or confirms an act that decides. The private key stays in
-- the person's device; only the public key is kept here.
create table passkey (
  id integer generated always as identity,
  account_id text not null,
  name text not null,
  -- Both in base64url, as browsers write them.
  credential_id text not null,
  public_key text not null,
  -- How often the device has signed; always 0 where it does not count.
  counter bigint not null,
  transports text[] not null,
  -- The maker of the device keeps a copy, so that the person's other devices have the key too.
  backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  -- When its counter went back, as a copy of the device's memory shows. From then on it opens nothing.
  copied_at timestamptz,
  constraint passkey_pkey primary key (id),
  constraint passkey_account_fkey foreign key (account_id) references app_user (id),
  constraint passkey_credential_unique unique (credential_id),
  constraint passkey_name_length check (char_length(name) between 1 and 60),
  constraint passkey_counter_in_range check (counter between 0 and 4294967295)
);
create index passkey_account_index on passkey (account_id);

-- Row-level security without a policy: passkeys are read and written by the system alone.
alter table passkey enable row level security;
