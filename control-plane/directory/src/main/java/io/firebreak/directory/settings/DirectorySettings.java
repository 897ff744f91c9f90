package io.firebreak.directory.settings;

import io.firebreak.directory.assignment.Architecture;
import io.firebreak.directory.cells.CellDraft;
import io.firebreak.directory.move.MoveSettings;
import io.firebreak.directory.push.PushSettings;
import io.firebreak.directory.table.TableSettings;
import io.firebreak.directory.tenants.TenantDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything an operator may set. Unknown keys end the start; so do wrong values, all reported together. Defaults stand in
 * {@code application.yaml}.
 *
 * @param internalSecret the region's, shared with cells and routers
 * @param adminToken the operator's
 * @param shardSize cells per shuffle shard
 * @param seed of the assigner
 * @param cells registered at start
 * @param tenants created at start
 */
@ConfigurationProperties(prefix = "firebreak.directory", ignoreUnknownFields = false)
public record DirectorySettings(
        @DefaultValue("") String internalSecret,
        @DefaultValue("") String adminToken,
        @DefaultValue List<KeySetting> keys,
        Architecture architecture,
        int shardSize,
        long seed,
        @DefaultValue List<CellSetting> cells,
        @DefaultValue List<TenantSetting> tenants,
        PushSettings push,
        TableSettings table,
        MoveSettings move) {
    /** Short enough to type, too long to guess over HTTP. */
    private static final int MIN_SECRET = 8;

    private static final int MAX_SHARD_SIZE = 1_000;

    /** More belong through the admin API, in portions. */
    private static final int MAX_TENANTS = 10_000;

    /** A cell to register. */
    public record CellSetting(
            @DefaultValue("") String id,
            @DefaultValue("0") int number,
            @DefaultValue("zone-1") String zone,
            @DefaultValue("1") double weight,
            @DefaultValue List<String> nodes) {
        /** The same as the registry takes it. */
        public CellDraft draft() {
            return new CellDraft(id, number, zone, weight, nodes);
        }
    }

    /** A tenant to create, with its key if it is known already. */
    public record TenantSetting(
            @DefaultValue("") String id, @Nullable String key) {
        /** The same as the tenants take it. */
        public TenantDraft draft() {
            return new TenantDraft(id, key == null || key.isEmpty() ? null : key);
        }

        @Override
        public String toString() {
            return "TenantSetting[id=%s]".formatted(id);
        }
    }

    public DirectorySettings {
        keys = List.copyOf(keys);
        cells = List.copyOf(cells);
        tenants = List.copyOf(tenants);
        List<String> mistakes = new ArrayList<>();
        requireSecret(mistakes, "internal-secret", internalSecret);
        requireSecret(mistakes, "admin-token", adminToken);
        KeySetting.mistakes(keys).forEach(mistake -> mistakes.add(named("keys", mistake)));
        if (shardSize < 1 || shardSize > MAX_SHARD_SIZE) {
            mistakes.add(named("shard-size", "%d must be 1 to %d".formatted(shardSize, MAX_SHARD_SIZE)));
        }
        addMistakes(mistakes, cells, tenants);
        push.mistakes().forEach(mistake -> mistakes.add(named("push", mistake)));
        table.mistakes().forEach(mistake -> mistakes.add(named("table", mistake)));
        move.mistakes().forEach(mistake -> mistakes.add(named("move", mistake)));
        if (!mistakes.isEmpty()) {
            throw new SettingsRejected(mistakes);
        }
    }

    private static void addMistakes(List<String> mistakes, List<CellSetting> cells, List<TenantSetting> tenants) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = "cells[%d]".formatted(i);
            CellDraft draft = cells.get(i).draft();
            draft.mistakes().forEach(mistake -> mistakes.add(named(name, mistake)));
            if (!seen.add("cell " + draft.id())) {
                mistakes.add(named(name, "id '%s' stands twice".formatted(draft.id())));
            }
        }
        if (tenants.size() > MAX_TENANTS) {
            mistakes.add(named("tenants", "has %d entries, at most %d".formatted(tenants.size(), MAX_TENANTS)));
        }
        for (int i = 0; i < tenants.size(); i++) {
            String name = "tenants[%d]".formatted(i);
            TenantDraft draft = tenants.get(i).draft();
            draft.mistakes().forEach(mistake -> mistakes.add(named(name, mistake)));
            if (!seen.add("tenant " + draft.id())) {
                mistakes.add(named(name, "id '%s' stands twice".formatted(draft.id())));
            }
        }
    }

    private static void requireSecret(List<String> mistakes, String name, String secret) {
        if (secret.length() < MIN_SECRET || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
            mistakes.add(named(
                    name,
                    "must be at least %d printable ASCII characters without spaces; it has %d"
                            .formatted(MIN_SECRET, secret.length())));
        }
    }

    private static String named(String name, String mistake) {
        return "firebreak.directory.%s: %s".formatted(name, mistake);
    }

    @Override
    public String toString() {
        return "DirectorySettings[architecture=%s, shardSize=%d, seed=%d, cells=%s, tenants=%s, push=%s, table=%s, move=%s]"
                .formatted(architecture, shardSize, seed, cells, tenants, push, table, move);
    }
}
