-- Two keys, so that a tenant can change them: key_hash is the first that is valid or, when none is, the last one that was.
-- keys_version orders all that is said of a tenant's keys and limits: microseconds since 1970, and always more than before.
-- A record that was restored to an earlier state so goes on with numbers that cells have not seen. What stood here before
-- has version 1.
alter table tenant
    add column key_created_at timestamptz,
    add column second_key_hash char(64) check (second_key_hash ~ '^[0-9a-f]{64}$'),
    add column second_key_created_at timestamptz,
    add column revoked boolean not null default false,
    -- Once true, what a setting says of the tenant's key is of the past.
    add column keys_changed boolean not null default false,
    add column keys_version bigint not null default 1,
    -- What the tenant may do and have in place of the cells' defaults, as it is written on the wire.
    add column limits jsonb,
    add constraint a_second_key_is_another check (second_key_hash <> key_hash) not valid,
    add constraint a_revoked_tenant_has_no_second_key check (not revoked or second_key_hash is null) not valid;
alter table tenant
    alter column key_created_at set default now(),
    alter column keys_version set default (extract(epoch from clock_timestamp()) * 1000000)::bigint;
-- What its cell has confirmed of the tenant's keys_version, in the confirmed registration.
alter table shard_member add column confirmed_keys bigint not null default 0;

-- A cell that a tenant has left still has its keys, so it stays here to hear of their end. Those left before come back.
insert into shard_member (tenant_id, cell_id, due_epoch)
    select distinct m.tenant_id, former.cell_id,
        greatest(t.epoch, (select max(due_epoch) from shard_member s where s.tenant_id = t.id))
    from tenant_move m join tenant t on t.id = m.tenant_id, unnest(m.from_cells) as former (cell_id)
    where m.phase = 'CLOSED'
    on conflict do nothing;
