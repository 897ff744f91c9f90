package io.firebreak.cell.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.cell.edge.CallDeadline;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.settings.CommitSettings;
import io.firebreak.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes are texts; the first letter of one says what becomes of it. Only one transaction runs at a time. */
class GroupCommitTest {
    private static final int QUEUE = 16;

    private final TransactionsInMemory transactions = new TransactionsInMemory();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch firstMayGoOn = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final GroupCommit<String, String> commit = new GroupCommit<>(
            new GroupTransaction<>(new TransactionTemplate(transactions), this::write),
            change -> change,
            new CommitMeters(meters, "test"),
            Tracing.off(),
            Thread.ofVirtual().factory(),
            now::get,
            new CommitSettings(8, 1, QUEUE));

    @AfterEach
    void end() {
        firstMayGoOn.countDown();
        callers.close();
    }

    private Written<String> write(List<String> changes) {
        groups.add(changes);
        if (changes.equals(List.of("first"))) {
            firstIsWriting.countDown();
            await(firstMayGoOn);
        }
        Map<Integer, String> refused = new HashMap<>();
        Set<Integer> putOff = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            switch (changes.get(i).charAt(0)) {
                case 'r' -> refused.put(i, "refused");
                case 'p' -> {
                    if (changes.stream().anyMatch(other -> other.startsWith("r") || other.startsWith("x"))) {
                        putOff.add(i);
                    }
                }
                case 'm' -> {
                    if (changes.get(i).endsWith("slowly")) {
                        now.set(Instant.EPOCH.plusSeconds(60));
                    }
                    throw new DataIntegrityViolationException("malformed");
                }
                case 'l' -> throw new CannotAcquireLockException("locked");
                case 'a' -> throw new DataAccessResourceFailureException("away");
                case 'd' -> transactions.losesCommits = true;
                default -> {}
            }
        }
        return refused.isEmpty() && putOff.isEmpty()
                ? new Written.Whole<>(
                        changes.stream().map(change -> change + " done").toList())
                : new Written.Without<>(refused, putOff);
    }

    @Test
    void commitsALoneChangeAtOnce() {
        assertThat(commit.commit("one")).isEqualTo("one done");
        assertThat(groups).containsExactly(List.of("one"));
    }

    @Test
    void commitsTogetherWhatWaitedForTheCommitBefore() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("x1", "x2", "x3");

        assertThat(values(results)).containsExactly("first done", "x1 done", "x2 done", "x3 done");
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder("x1", "x2", "x3");
        assertThat(transactions.commits).hasValue(2);
        assertThat(meters.get("firebreak.commit.group")
                        .tag("kind", "test")
                        .summary()
                        .max())
                .isEqualTo(3);
    }

    @Test
    void takesNoMoreThanTheLargestGroupAtOnce() throws Exception {
        String[] twelve = new String[12];
        for (int i = 0; i < twelve.length; i++) {
            twelve[i] = "x" + i;
        }
        whileTheFirstIsWritten(twelve).forEach(GroupCommitTest::value);

        assertThat(groups).extracting(List::size).containsExactly(1, 8, 4);
    }

    @Test
    void writesTheOthersAgainWithoutTheOneThatIsRefused() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("x1", "refused", "x2");

        assertThat(values(results)).containsExactly("first done", "x1 done", "refused", "x2 done");
        assertThat(transactions.rollbacks).hasValue(1);
        assertThat(transactions.commits).hasValue(2);
    }

    @Test
    void decidesOnThoseWhoDependOnOthersOnceTheseKnowTheirEnd() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("put off 1", "refused", "x1", "put off 2");

        assertThat(values(results))
                .containsExactly("first done", "put off 1 done", "refused", "x1 done", "put off 2 done");
        assertThat(groups.subList(1, groups.size()))
                .containsExactly(
                        List.of("put off 1", "refused", "x1", "put off 2"),
                        List.of("x1"),
                        List.of("put off 1", "put off 2"));
    }

    @Test
    void letsAMemberThatCannotBeWrittenFailAlone() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("x1", "malformed", "locked", "x2");

        assertThat(value(results.get(1))).isEqualTo("x1 done");
        assertThat(value(results.get(4))).isEqualTo("x2 done");
        assertThatThrownBy(() -> results.get(2).get()).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> results.get(3).get()).hasCauseInstanceOf(CannotAcquireLockException.class);
    }

    @Test
    void tellsEveryMemberThatTheOutcomeIsUnknownAndTriesNoneAgain() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("x1", "dies in the commit", "x2");

        assertThat(value(results.getFirst())).isEqualTo("first done");
        assertThat(results.subList(1, 4))
                .allSatisfy(
                        result -> assertThatThrownBy(result::get).hasCauseInstanceOf(TransactionSystemException.class));
        assertThat(groups).hasSize(2);
    }

    @Test
    void doesNotSendTheMembersOneByOneToADatabaseThatIsAway() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("x1", "away");

        assertThat(results.subList(1, 3))
                .allSatisfy(result ->
                        assertThatThrownBy(result::get).hasCauseInstanceOf(DataAccessResourceFailureException.class));
        assertThat(groups).hasSize(2);
    }

    @Test
    void putsNoTwoOfOneKeyIntoAGroup() throws Exception {
        List<Future<String>> results = whileTheFirstIsWritten("same", "same", "x1", "same");

        assertThat(values(results)).containsExactly("first done", "same done", "same done", "x1 done", "same done");
        assertThat(groups.subList(1, groups.size()))
                .allSatisfy(group -> assertThat(group).doesNotHaveDuplicates());
        assertThat(groups.stream().flatMap(List::stream).filter("same"::equals)).hasSize(3);
    }

    @Test
    void shedsWhatIsMoreThanTheQueueHolds() throws Exception {
        String[] full = new String[QUEUE];
        for (int i = 0; i < full.length; i++) {
            full[i] = "x" + i;
        }
        Future<String> first = callers.submit(() -> commit.commit("first"));
        await(firstIsWriting);
        List<Future<String>> waiting = new ArrayList<>();
        for (String change : full) {
            waiting.add(callers.submit(() -> commit.commit(change)));
        }
        awaitQueued(QUEUE);

        assertThatThrownBy(() -> commit.commit("more")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(ErrorCode.OVERLOADED);
            assertThat(e.problem().retryAfter()).isPresent();
        });
        firstMayGoOn.countDown();
        assertThat(value(first)).isEqualTo("first done");
        assertThat(values(waiting)).allMatch(result -> result.endsWith("done"));
    }

    @Test
    void neverWritesWhatNobodyWaitsForAnyMore() throws Exception {
        Future<String> first = callers.submit(() -> commit.commit("first"));
        await(firstIsWriting);
        Future<String> late = callers.submit(() -> commitUntil(now.get().plusSeconds(60), "late"));
        Future<String> patient = callers.submit(() -> commitUntil(now.get().plusSeconds(120), "patient"));
        awaitQueued(2);
        now.set(Instant.EPOCH.plusSeconds(60));
        firstMayGoOn.countDown();

        assertThat(values(List.of(first, patient))).containsExactly("first done", "patient done");
        assertIsTooLate(late);
        assertThat(groups).containsExactly(List.of("first"), List.of("patient"));
        assertThat(meters.get("firebreak.commit.late").counter().count()).isEqualTo(1);
    }

    @Test
    void doesNotKeepACallerWaitingForADatabaseThatHangs() throws Exception {
        Future<String> _ = callers.submit(() -> commit.commit("first"));
        await(firstIsWriting);

        assertIsTooLate(callers.submit(() -> commitUntil(now.get().plusMillis(50), "late")));
        assertThat(meters.get("firebreak.commit.queue").gauge().value()).isZero();
        firstMayGoOn.countDown();
        assertThat(commit.commit("next")).isEqualTo("next done");
        assertThat(groups)
                .doesNotContain(List.of("late"))
                .allSatisfy(group -> assertThat(group).doesNotContain("late"));
    }

    @Test
    void doesNotTryAloneWhatIsLateByThen() throws Exception {
        Future<String> first = callers.submit(() -> commit.commit("first"));
        await(firstIsWriting);
        Future<String> late = callers.submit(() -> commitUntil(now.get().plusSeconds(60), "x1"));
        Future<String> slow = callers.submit(() -> commit.commit("malformed slowly"));
        awaitQueued(2);
        firstMayGoOn.countDown();

        assertThat(value(first)).isEqualTo("first done");
        assertIsTooLate(late);
        assertThatThrownBy(slow::get).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(groups).doesNotContain(List.of("x1"));
    }

    private String commitUntil(Instant end, String change) {
        return CallDeadline.until(end, () -> commit.commit(change));
    }

    private static void assertIsTooLate(Future<String> result) {
        assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }

    /** The results of the first change and of these, all of which wait before the first is committed. */
    private List<Future<String>> whileTheFirstIsWritten(String... changes) throws Exception {
        List<Future<String>> results = new ArrayList<>();
        results.add(callers.submit(() -> commit.commit("first")));
        await(firstIsWriting);
        for (String change : changes) {
            results.add(callers.submit(() -> commit.commit(change)));
        }
        awaitQueued(changes.length);
        firstMayGoOn.countDown();
        return results;
    }

    private void awaitQueued(int changes) throws Exception {
        CompletableFuture<Void> queued = CompletableFuture.runAsync(() -> {
            while (meters.get("firebreak.commit.queue").gauge().value() < changes) {
                Thread.onSpinWait();
            }
        });
        queued.get(10, TimeUnit.SECONDS);
    }

    private static List<String> values(List<Future<String>> results) {
        return results.stream().map(GroupCommitTest::value).toList();
    }

    private static String value(Future<String> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
