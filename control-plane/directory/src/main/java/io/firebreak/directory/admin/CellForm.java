package io.firebreak.directory.admin;

import io.firebreak.assigner.CellState;
import io.firebreak.directory.cells.CellDraft;
import io.firebreak.directory.problem.ErrorCode;
import io.firebreak.directory.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /admin/v1/cells/{id}}.
 *
 * @param weight 1 when left out
 * @param state left as it is when left out; a new cell is active
 */
record CellForm(
        @Nullable Integer number,
        @Nullable String zone,
        @Nullable Double weight,
        @Nullable String state,
        @Nullable List<@Nullable String> nodes) {

    CellDraft draft(String id) {
        CellDraft draft = new CellDraft(
                id,
                number == null ? 0 : number,
                zone == null ? "" : zone,
                weight == null ? 1 : weight,
                nodes == null ? List.of() : nodes.stream().map(String::valueOf).toList());
        List<String> mistakes = new ArrayList<>(draft.mistakes());
        if (number != null && number == 0) {
            mistakes.add("number 0 must be the number in the id");
        }
        if (!mistakes.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_FIELD, String.join("; ", mistakes));
        }
        return draft;
    }

    @Nullable
    CellState cellState() {
        return state == null ? null : parse(state);
    }

    private static CellState parse(String state) {
        return Arrays.stream(CellState.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD, "state '%s' must be active, draining or out".formatted(state)));
    }
}
