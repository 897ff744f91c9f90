package io.firebreak.chaos.attack;

import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends attacks over a few connections at once and keeps what was answered wrongly. */
public final class AttackRun {
    /** As many as two cores serve without shedding. */
    private static final int CONNECTIONS = 4;

    private static final int MOST_TRIES = 8;
    private static final int LONGEST_SHOWN = 300;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);

    private final NanoClock clock;
    private final Leaks leaks;

    public AttackRun(NanoClock clock, Leaks leaks) {
        this.clock = clock;
        this.leaks = leaks;
    }

    /**
     * What came of it.
     *
     * @param statuses how many answers had each status
     * @param wrong what was answered as it must not be, with the answer
     * @param told answers with something in them that is not the attacker's to know
     */
    public record Result(int sent, Map<Integer, Integer> statuses, List<String> wrong, List<String> told) {}

    public Result send(List<Attack> attacks) throws InterruptedException, ExecutionException {
        List<Callable<Result>> parts = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            parts.add(() -> sendEach(attacks, first));
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            int sent = 0;
            Map<Integer, Integer> statuses = new TreeMap<>();
            List<String> wrong = new ArrayList<>();
            List<String> told = new ArrayList<>();
            for (Future<Result> part : workers.invokeAll(parts)) {
                Result result = part.get();
                sent += result.sent();
                result.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
                wrong.addAll(result.wrong());
                told.addAll(result.told());
            }
            return new Result(sent, statuses, wrong, told);
        }
    }

    private Result sendEach(List<Attack> attacks, int first) throws IOException {
        Map<URI, RawConnection> connections = new HashMap<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        List<String> told = new ArrayList<>();
        int sent = 0;
        try {
            for (int i = first; i < attacks.size(); i += CONNECTIONS) {
                Attack attack = attacks.get(i);
                RawAnswer answer = insist(attack, connections.computeIfAbsent(attack.server(), RawConnection::new));
                sent++;
                statuses.merge(answer.status(), 1, Integer::sum);
                if (!attack.right().is(answer)) {
                    wrong.add("%s: %d %s".formatted(attack, answer.status(), cut(answer.body())));
                }
                leaks.in(attack, answer).ifPresent(told::add);
            }
        } finally {
            connections.values().forEach(RawConnection::close);
        }
        return new Result(sent, statuses, wrong, told);
    }

    private static String cut(String body) {
        return body.length() <= LONGEST_SHOWN ? body : body.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Who is told to come back later comes back: a limit is no answer to the attack. */
    private RawAnswer insist(Attack attack, RawConnection connection) throws IOException {
        RawAnswer answer = RawAnswer.NONE;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            answer = connection.exchange(attack.bytes(), attack.method().equals("HEAD"));
            boolean later = answer.status() == TOO_MANY || answer.status() == UNAVAILABLE;
            if (!later || answer.header("Retry-After").isEmpty()) {
                return answer;
            }
            clock.waitUntil(clock.nanos() + PAUSE_NANOS);
        }
        return answer;
    }
}
