package io.firebreak.chaos.load;

/** What came back from one attempt. */
sealed interface Reply {
    record Answer(int status, String body) implements Reply {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** No room in any cell of the shard: trying again at once only adds load. */
        boolean isOutOfCapacity() {
            return status == 503 && body.contains("\"INSUFFICIENT_INSTANCE_CAPACITY\"");
        }

        boolean isWorthRetrying() {
            return (status == 429 || status >= 500) && !isOutOfCapacity();
        }
    }

    record TimedOut() implements Reply {}

    /** No connection, or it broke before the answer was whole. */
    record Broken() implements Reply {}
}
