-- Why a business was last closed or opened again: asked for since 0.1.0, and kept from now on.
alter table inspection_object add column state_reason text
  constraint inspection_object_state_reason_length check (char_length(state_reason) between 3 and 300);
