-- Figures of the time in which a file of boundaries was taken back say so, as they do of the file.
alter table boundary_set
  add column taken_back_at timestamptz,
  add constraint boundary_set_taken_back_out_of_force check (taken_back_at is null or not active);
