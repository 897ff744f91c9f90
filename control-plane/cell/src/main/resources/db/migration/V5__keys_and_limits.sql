-- A tenant's second key, while it changes keys; the version of all that the directory says of keys and limits, 0 when it was
-- said by one that counts none; and what the tenant may do and have in place of this cell's defaults, as it came.
alter table tenant
    add column second_key_hash bytea check (length(second_key_hash) = 32),
    add column keys_version    bigint not null default 0,
    add column limits          jsonb;
