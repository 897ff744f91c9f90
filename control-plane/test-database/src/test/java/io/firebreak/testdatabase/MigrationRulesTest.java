package io.firebreak.testdatabase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table tenant add column limits jsonb;",
                "alter table tenant add column a text, add column b numeric(10, 2) not null default 0;",
                "alter table tenant add column key_hashes bytea[] not null default '{}';",
                "alter table tenant add state text not null default 'it; is' check (state in ('a', 'b'));",
                "alter table tenant drop constraint too_strict; alter table tenant alter column note drop not null;",
                "alter table tenant add constraint sound check (epoch > 0) not valid; alter table tenant validate constraint sound;",
                "create table audit (id bigint primary key, who text not null); create index audit_by_who on audit (who);",
                "create table audit (action text not null); create index audit_action on audit (action);",
                "create table audit (action text not null); create index on audit (action);",
                "create table if not exists t (a int); alter table t add column b int not null, rename to u;",
                "drop index concurrently if exists tenant_by_state; create index concurrently tenant_by_state on tenant (state);",
                "-- drop table tenant;\ncomment on table tenant is 'drop table tenant; alter table tenant rename to x';",
                "insert into table_version (version) values (1);"
            })
    void whatBothVersionsCanRunOnIsAllowed(String sql) {
        assertThat(MigrationRules.broken(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table tenant;",
                "DROP  TABLE\n tenant;",
                "alter table tenant drop column note;",
                "alter table only tenant drop note;",
                "alter table tenant rename column a to b;",
                "alter table tenant rename to tenants;",
                "alter table tenant add column a text, add column b text not null;",
                "alter table tenant add b text check (b <> '') not null;",
                "alter table tenant add column mark uuid not null default gen_random_uuid();",
                "alter table tenant alter column epoch type integer;",
                "alter table tenant alter epoch set data type numeric(3, 1);",
                "alter table tenant alter column note set not null;",
                "alter table tenant add constraint sound check (epoch > 0);",
                "alter table tenant add constraint one unique (note);",
                "alter table tenant add foreign key (cell) references cell;",
                "create index tenant_by_state on tenant (state);",
                "create unique index on tenant (state) where state = 'a';",
                "create index concurrently tenant_by_state on tenant (state);",
                "drop index concurrently if exists another; create index concurrently tenant_by_state on tenant (state);",
                "create table audit (a int); alter table tenant drop column note;"
            })
    void whatTheVersionBeforeCannotRunOnIsNamed(String sql) {
        assertThat(MigrationRules.broken(sql)).hasSize(1);
    }
}
