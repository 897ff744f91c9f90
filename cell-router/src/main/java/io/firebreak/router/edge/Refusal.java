package io.firebreak.router.edge;

import io.firebreak.router.wire.Reply;

/** Ends the reading of a request with the router's own answer. */
final class Refusal extends RuntimeException {
    private final transient Reply reply;

    Refusal(ProblemCode code, String detail) {
        super(detail, null, false, false);
        this.reply = Problem.of(code, detail);
    }

    Reply reply() {
        return reply;
    }
}
