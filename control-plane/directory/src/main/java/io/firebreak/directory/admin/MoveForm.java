package io.firebreak.directory.admin;

import io.firebreak.assigner.CellId;
import io.firebreak.directory.move.MoveRequest;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /admin/v1/tenants/{id}:move}: either all cells of the new shard, or one member and what replaces it.
 *
 * @param dryRun tells what would be done; false when left out
 */
record MoveForm(
        @Nullable List<@Nullable String> cells,
        @Nullable String replace,
        @Nullable String with,
        @Nullable Boolean dryRun) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    MoveRequest request() {
        if (cells != null && replace == null && with == null) {
            List<CellId> ids = cells.stream().map(MoveForm::cell).toList();
            if (ids.isEmpty() || ids.stream().distinct().count() < ids.size()) {
                throw new Refusal(
                        ErrorCode.INVALID_FIELD, "cells %s must name one or more cells, none twice".formatted(ids));
            }
            return MoveRequest.to(ids);
        }
        if (cells == null && replace != null && with != null) {
            return new MoveRequest.Replace(cell(replace), cell(with));
        }
        throw new Refusal(
                ErrorCode.INVALID_FIELD, "give either cells, or replace and with; other combinations mean nothing");
    }

    private static CellId cell(@Nullable String id) {
        try {
            return new CellId(String.valueOf(id));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(ErrorCode.INVALID_FIELD, String.valueOf(malformed.getMessage()));
        }
    }
}
