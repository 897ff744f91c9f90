package io.firebreak.chaos.bench.load;

/** A request that has come to its end. It is good until its {@link AnswerLog} returns. */
public interface Exchange {
    long number();

    /** When the request should have been sent. */
    long dueNanos();

    /** When it was. */
    long sentNanos();

    /** The whole answer, head and body; empty when there was none. */
    String answer();
}
