-- lpad cuts what is longer: the 100,000th point would have got the code of the 10,000th.

create function next_point_code() returns text
  language sql volatile
  return (
    select 'DP-' || lpad(drawn.number::text, greatest(5, length(drawn.number::text)), '0')
    from nextval('point_code_sequence') as drawn (number)
  );
alter table point alter column code set default next_point_code();
