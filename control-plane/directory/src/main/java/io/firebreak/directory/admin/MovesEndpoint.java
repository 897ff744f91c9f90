package io.firebreak.directory.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.access.Requires;
import io.firebreak.directory.access.Role;
import io.firebreak.directory.move.Move;
import io.firebreak.directory.move.MoveOutcome;
import io.firebreak.directory.move.MoveRefusal;
import io.firebreak.directory.move.Moves;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/v1/moves} and the moves of one tenant. */
@RestController
@RequestMapping("/admin/v1")
class MovesEndpoint {
    private final Moves moves;

    MovesEndpoint(Moves moves) {
        this.moves = moves;
    }

    /** 202 when it begins now; 200 when it has begun before, is done, or is only tried. */
    @Requires(Role.OPERATOR)
    @PostMapping("/tenants/{id}:move")
    ResponseEntity<MoveAnswer> move(@PathVariable String id, @RequestBody MoveForm form) {
        TenantId tenant = TenantIds.parse(id);
        return switch (moves.move(tenant, form.request(), form.isDryRun())) {
            case MoveOutcome.UnderWay(Move move, boolean begun) ->
                ResponseEntity.status(begun ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .body(answer(move, false));
            case MoveOutcome.WouldBegin(Move move) -> ResponseEntity.ok(answer(move, true));
            case MoveOutcome.There(long epoch, Shard shard) ->
                ResponseEntity.ok(new MoveAnswer(
                        tenant.value(),
                        epoch,
                        names(shard),
                        names(shard),
                        "closed",
                        null,
                        null,
                        null,
                        null,
                        form.isDryRun()));
            case MoveOutcome.Refused(MoveRefusal why) -> throw MoveRefusals.refusal(tenant, why);
        };
    }

    /** A tenant's moves, the newest first. */
    @GetMapping("/tenants/{id}/moves")
    MovesAnswer ofTenant(@PathVariable String id) {
        return answer(moves.of(TenantIds.parse(id)));
    }

    /** Moves that are not closed, oldest first. */
    @GetMapping("/moves")
    MovesAnswer open() {
        return answer(moves.open());
    }

    private MovesAnswer answer(List<Move> all) {
        return new MovesAnswer(all.stream().map(move -> answer(move, false)).toList());
    }

    private MoveAnswer answer(Move move, boolean dryRun) {
        return new MoveAnswer(
                move.tenant().value(),
                move.epoch(),
                names(move.from()),
                names(move.to()),
                move.phase().wireName(),
                dryRun ? null : move.startedAt(),
                move.activeAt(),
                moves.windowEnd(move),
                move.closedAt(),
                dryRun);
    }

    private static List<String> names(Shard shard) {
        return shard.cells().stream().map(CellId::value).toList();
    }

    record MovesAnswer(List<MoveAnswer> moves) {}

    /**
     * A move.
     *
     * @param epoch in which the tenant is on the new shard
     * @param formerUntil until when the old cells are asked at the least
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveAnswer(
            String tenant,
            long epoch,
            List<String> from,
            List<String> to,
            String phase,
            @Nullable Instant startedAt,
            @Nullable Instant activeAt,
            @Nullable Instant formerUntil,
            @Nullable Instant closedAt,
            boolean dryRun) {}
}
