-- While a tenant moves: the whole shard it comes from, whose cells still decide on client tokens. Empty otherwise.
alter table tenant add column former_cells text[] not null default '{}';

-- The tenant's epoch when its launch was made here.
alter table client_token add column epoch bigint not null default 0;
-- Of an unsettled token of a moving tenant: the cells of the former shard that stand before this one in the token's order
-- and have yet to agree. They are asked before those of the shard itself.
alter table client_token add column former text[] not null default '{}';
