-- Who changed what, when and from where, and what was refused. Written once: the triggers let nobody change a row, and
-- nobody delete one but audit_trim, and that none younger than a day. They keep out mistakes; who may run any statement as
-- the table's owner can get round them.
create table audit (
    -- Empty for what the operator's key was refused.
    tenant     text        not null,
    at         timestamptz not null,
    id         text        not null,
    key        text        not null,
    action     text        not null,
    resources  text[]      not null,
    request_id text        not null,
    trace_id   text,
    client     text        not null,
    status     integer     not null,
    code       text,
    primary key (tenant, at, id)
);
-- For the oldest. New rows take the place of trimmed ones, so summaries of pages would soon tell nothing.
create index audit_at on audit (at);
-- A tenant that asks for an action it seldom takes must not have its whole log read.
create index audit_action on audit (tenant, action, at, id);

create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if coalesce(current_setting('firebreak.audit_trim', true), '') = 'on' and old.at < now() - interval '1 day' then
            return old;
        end if;
    end if;
    raise exception 'audit only grows: % refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_rows_stay before update or delete on audit for each row execute function audit_stays();
create trigger audit_stays before truncate on audit for each statement execute function audit_stays();

-- Deletes at most so many entries from before a time, and returns how many. Two who trim at once do not wait
-- for each other.
create function audit_trim(older_than timestamptz, most integer) returns integer language plpgsql as $$
declare
    gone integer;
begin
    perform set_config('firebreak.audit_trim', 'on', true);
    delete from audit where ctid = any (array(
        select ctid from audit where at < older_than order by at limit most for update skip locked));
    get diagnostics gone = row_count;
    perform set_config('firebreak.audit_trim', 'off', true);
    return gone;
end
$$;
