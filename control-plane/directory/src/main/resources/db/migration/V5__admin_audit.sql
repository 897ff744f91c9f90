-- What operators changed, and tried to: a row before the call does anything, and one when it has ended. Nobody changes or
-- deletes either, which triggers see to; who owns the tables can still drop those.
create table admin_call (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text        not null,
    client   text        not null,
    action   text        not null,
    subjects text[]      not null
);

create table admin_call_end (
    id       bigint      primary key references admin_call (id),
    ended_at timestamptz not null,
    status   integer     not null,
    code     text,
    subjects text[]      not null
);

create function admin_calls_stay() returns trigger language plpgsql as $$
begin
    raise exception 'admin_call only grows: % refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger admin_call_rows_stay before update or delete on admin_call
    for each row execute function admin_calls_stay();
create trigger admin_call_stays before truncate on admin_call
    for each statement execute function admin_calls_stay();
create trigger admin_call_end_rows_stay before update or delete on admin_call_end
    for each row execute function admin_calls_stay();
create trigger admin_call_end_stays before truncate on admin_call_end
    for each statement execute function admin_calls_stay();
