package io.firebreak.directory.push;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a batch to any node of a cell: the next one is asked when the one before has failed or said nothing for a moment.
 * So a paused node delays the end of a key by that moment and not by the time limit of a call. A push may come twice and in
 * any order.
 */
@Component
class NodeCalls {
    /** A cell that is well takes a batch in some tens of milliseconds; revocations are promised within 5 s. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final CellClient client;

    NodeCalls(CellClient client) {
        this.client = client;
    }

    /** What came of asking the nodes. */
    sealed interface Result {
        /** The first that took it. */
        record Taken(URI node, List<PushOutcome.Word> words) implements Result {}

        /** None did. */
        record Failed(String why) implements Result {}
    }

    private record Call(URI node, PushOutcome outcome) {}

    Result push(List<URI> nodes, CellPush push) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<Call> calls = new ExecutorCompletionService<>(threads);
            List<String> failures = new ArrayList<>();
            int started = 0;
            while (failures.size() < nodes.size()) {
                if (started < nodes.size()) {
                    URI node = nodes.get(started++);
                    calls.submit(() -> new Call(node, client.push(node, push)));
                }
                Future<Call> ended = next(calls, started < nodes.size());
                if (ended == null) {
                    continue;
                }
                Call call = ended.resultNow();
                switch (call.outcome()) {
                    case PushOutcome.Confirmed(List<PushOutcome.Word> words) -> {
                        return new Result.Taken(call.node(), words);
                    }
                    case PushOutcome.Failed(String why) -> failures.add("%s: %s".formatted(call.node(), why));
                }
            }
            return new Result.Failed(String.join("; ", failures));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Without another node to ask it waits for as long as a call may take. */
    private static @Nullable Future<Call> next(CompletionService<Call> calls, boolean hasMore)
            throws InterruptedException {
        return hasMore ? calls.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS) : calls.take();
    }
}
