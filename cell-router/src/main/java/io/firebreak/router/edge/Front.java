package io.firebreak.router.edge;

import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What stands behind the edge: the API of Firebreak's cells, or any HTTP service the router was put in front of. */
interface Front {
    /** What a request is, as far as its head tells. */
    Meaning meaningOf(String method, String uri, HttpHeaders headers);

    /**
     * What a request is and who answers it.
     *
     * @param kind its kind in metrics and log
     * @param streams whether a body longer than is held may pass as it comes, and so be sent once only; it is refused otherwise
     * @param answer the answer to the call, once its body is there; a {@link Refusal} signal when it is not acceptable
     */
    record Meaning(RequestKind kind, boolean streams, Function<ClientCall, Mono<Reply>> answer) {
        /** Of any request while the router is full: none is looked at. */
        static final Meaning OVERLOADED = new Meaning(RequestKind.OTHER, call -> Mono.just(Problem.overloaded()));

        /** One whose body is held, so that it can be sent again. */
        Meaning(RequestKind kind, Function<ClientCall, Mono<Reply>> answer) {
            this(kind, false, answer);
        }
    }
}
