package io.firebreak.chaos.bench.load;

/** What hears of the end of every request of a load, on the load's own thread. */
@FunctionalInterface
public interface AnswerLog {
    /** For who wants the totals only. */
    AnswerLog NONE = (_, _, _) -> {};

    /**
     * A request has come to its end.
     *
     * @param status of the answer, or {@link Load#LOST}
     */
    void ended(Exchange exchange, int status, long endNanos);

    /** This one hears of it first, then the other. */
    default AnswerLog then(AnswerLog other) {
        return (exchange, status, endNanos) -> {
            ended(exchange, status, endNanos);
            other.ended(exchange, status, endNanos);
        };
    }
}
