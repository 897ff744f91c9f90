-- The shard and epoch of a tenant are what the table shows. What a cell must hold may be of a later epoch: shard_member names
-- all cells that must know the tenant, members or not, and the epoch each is due to have.
alter table tenant add column cells varchar(40)[];
update tenant t set cells = array(select m.cell_id from shard_member m where m.tenant_id = t.id order by m.cell_id);
alter table tenant alter column cells set not null;
-- While it moves, the whole shard it comes from.
alter table tenant add column former_cells varchar(40)[] not null default '{}';

alter table shard_member add column due_epoch bigint not null default 1;

-- epoch: in which the tenant is on to_cells; the one after it has no former cells any more.
create table tenant_move (
    tenant_id varchar(40) not null references tenant (id),
    epoch bigint not null,
    from_cells varchar(40)[] not null,
    to_cells varchar(40)[] not null,
    phase varchar(10) not null check (phase in ('PREPARING', 'SWITCHING', 'OPEN', 'CLOSING', 'CLOSED')),
    started_at timestamptz not null,
    active_at timestamptz,
    closed_at timestamptz,
    primary key (tenant_id, epoch),
    constraint an_active_move_has_its_time check ((phase in ('OPEN', 'CLOSING', 'CLOSED')) = (active_at is not null)),
    constraint a_closed_move_has_its_time check ((phase = 'CLOSED') = (closed_at is not null))
);
create unique index tenant_moves_once_at_a_time on tenant_move (tenant_id) where phase <> 'CLOSED';
