package io.firebreak.router.forwarding;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Reply;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads out of a cell's answer what the router must know; only answers of 421 and 503 are looked into. */
final class ReplyReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int UNAUTHENTICATED = 401;
    private static final int MISDIRECTED = 421;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;

    private ReplyReader() {}

    /** Whether an answer of this status goes to the client whatever its body says: then it need not be there yet. */
    static boolean passesOn(int status) {
        return status < SERVER_ERROR && status != MISDIRECTED && status != UNAUTHENTICATED;
    }

    static CellVerdict verdictOn(Reply reply) {
        return switch (reply.status()) {
            case MISDIRECTED -> newerEpoch(reply.body());
            case UNAVAILABLE ->
                switch (code(reply.body())) {
                    case "INSUFFICIENT_INSTANCE_CAPACITY" -> new CellVerdict.NoRoom();
                    case "EPOCH_AHEAD" -> new CellVerdict.EpochAhead();
                    case "OVERLOADED" -> new CellVerdict.Overloaded(false);
                    case "DEADLINE_EXCEEDED" -> new CellVerdict.Overloaded(true);
                    default -> new CellVerdict.Failed(Failure.SERVER_ERROR);
                };
            default ->
                reply.status() >= SERVER_ERROR
                        ? new CellVerdict.Failed(Failure.SERVER_ERROR)
                        : new CellVerdict.Answered();
        };
    }

    private static CellVerdict newerEpoch(Body body) {
        try {
            JsonNode problem = JSON.readTree(body.bytes());
            return new CellVerdict.WrongEpoch(
                    problem.path("epoch").asLong(),
                    new Shard(cells(problem.path("cells"))),
                    cells(problem.path("formerCells")));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return new CellVerdict.Failed(Failure.SERVER_ERROR);
        }
    }

    private static List<CellId> cells(JsonNode ids) {
        return ids.valueStream().map(cell -> new CellId(cell.asString())).toList();
    }

    private static String code(Body body) {
        try {
            return JSON.readTree(body.bytes()).path("code").asString("");
        } catch (JacksonException unreadable) {
            return "";
        }
    }
}
