package io.firebreak.directory.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellState;
import io.firebreak.directory.access.Actor;
import io.firebreak.directory.access.Requires;
import io.firebreak.directory.access.Role;
import io.firebreak.directory.cells.CellDraft;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/v1/cells}. */
@RestController
@RequestMapping("/admin/v1/cells")
class CellsEndpoint {
    private final CellRegistry registry;

    CellsEndpoint(CellRegistry registry) {
        this.registry = registry;
    }

    /** An operator changes the state of a cell that stands there just so; what a cell is and where it listens is an admin's. */
    @Requires(Role.OPERATOR)
    @PutMapping("/{id}")
    CellAnswer register(
            @PathVariable String id, @RequestBody CellForm form, @RequestAttribute(Actor.ATTRIBUTE) Actor actor) {
        CellDraft draft = form.draft(id);
        if (!registry.isAsIn(draft)) {
            actor.require(Role.ADMIN);
        }
        return CellAnswer.of(registry.register(draft, form.cellState()));
    }

    @GetMapping
    CellsAnswer all() {
        return new CellsAnswer(registry.all().stream().map(CellAnswer::of).toList());
    }

    record CellsAnswer(List<CellAnswer> cells) {}

    /** @param returningAs the state of a cell that comes back from out, once it holds its tenants again; else absent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CellAnswer(
            String id,
            int number,
            String zone,
            double weight,
            String state,
            @Nullable String returningAs,
            List<URI> nodes) {
        static CellAnswer of(RegisteredCell cell) {
            CellState returning = cell.returningAs();
            return new CellAnswer(
                    cell.id().value(),
                    cell.number(),
                    cell.zone(),
                    cell.weight(),
                    cell.stateName(),
                    returning == null ? null : returning.name().toLowerCase(Locale.ROOT),
                    cell.nodes());
        }
    }
}
