package io.firebreak.fleet.sim;

import static io.firebreak.fleet.api.HostedState.RUNNING;
import static io.firebreak.fleet.api.HostedState.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.journal.Change;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
    private static final int PAGE = 3;

    private final ChangeLog log = new ChangeLog(PAGE);
    private long lastVersion;

    @Test
    void tellsAnAskerOfNothingEverything() {
        add("a", RUNNING);
        add("b", TERMINATED);
        ChangeLog.Page page = log.after(null);
        assertThat(page.full()).isTrue();
        assertThat(page.more()).isFalse();
        assertThat(names(page)).containsExactly("a");
    }

    @Test
    void tellsOnlyWhatChangedSince() {
        add("a", RUNNING);
        long since = log.after(null).version();
        assertThat(names(log.after(since))).isEmpty();

        add("b", RUNNING);
        add("a", TERMINATED);
        ChangeLog.Page page = log.after(since);
        assertThat(page.full()).isFalse();
        assertThat(names(page)).containsExactly("b", "a");
        assertThat(names(log.after(page.version()))).isEmpty();
    }

    @Test
    void tellsOnlyTheNewestChangeOfAnInstance() {
        long since = log.after(null).version();
        add("a", RUNNING);
        add("b", RUNNING);
        add("a", TERMINATED);
        assertThat(log.after(since).instances())
                .extracting(HostedInstance::instance, HostedInstance::state)
                .containsExactly(tuple("b", RUNNING), tuple("a", TERMINATED));
    }

    @Test
    void answersInPages() {
        long since = log.after(null).version();
        for (int i = 0; i < 2 * PAGE; i++) {
            add("i" + i, RUNNING);
        }
        ChangeLog.Page first = log.after(since);
        assertThat(first.more()).isTrue();
        assertThat(names(first)).containsExactly("i0", "i1", "i2");
        ChangeLog.Page second = log.after(first.version());
        assertThat(second.more()).isFalse();
        assertThat(names(second)).containsExactly("i3", "i4", "i5");
    }

    @Test
    void tellsEverythingAgainToWhoeverMayHaveMissedAForgottenTombstone() {
        add("a", RUNNING);
        long beforeTermination = log.after(null).version();
        add("a", TERMINATED);
        long afterTermination = log.after(beforeTermination).version();
        log.forget(place("a"));

        assertThat(log.after(beforeTermination).full()).isTrue();
        assertThat(log.after(afterTermination).full()).isFalse();
    }

    @Test
    void tellsEverythingToWhoeverAsksForAVersionThatNeverWas() {
        add("a", RUNNING);
        assertThat(log.after(1_000_000L).full()).isTrue();
        assertThat(log.after(-1L).full()).isTrue();
        assertThat(log.after(1L).full()).as("a sweep that nobody began").isTrue();
    }

    @Test
    void endsAFullReportOfOldInstancesThoughManyTombstonesWereForgotten() {
        addMany(4 * PAGE);
        add("gone", TERMINATED);
        log.forget(place("gone"));

        assertThat(sweep()).hasSize(4 * PAGE);
        assertThat(log.after(lastVersion).full()).isFalse();
    }

    @Test
    void goesOnWithAFullReportWhenTombstonesFromBeforeItAreForgotten() {
        addMany(2 * PAGE);
        add("gone", TERMINATED);
        ChangeLog.Page first = log.after(null);
        log.forget(place("gone"));
        assertThat(log.after(first.version()).full()).isFalse();
    }

    @Test
    void startsAFullReportOverWhenAnInstanceItNamedIsGoneAndForgotten() {
        addMany(2 * PAGE);
        ChangeLog.Page first = log.after(null);
        add("i0", TERMINATED);
        log.forget(place("i0"));

        ChangeLog.Page again = log.after(first.version());
        assertThat(again.full()).isTrue();
        assertThat(names(again)).containsExactly("i1", "i2", "i3");
    }

    @Test
    void namesAnInstanceThatChangesDuringAFullReportAgainAtItsEnd() {
        addMany(2 * PAGE);
        ChangeLog.Page first = log.after(null);
        add("i0", TERMINATED);
        List<String> rest = new ArrayList<>();
        for (ChangeLog.Page page = log.after(first.version()); ; page = log.after(page.version())) {
            rest.addAll(names(page));
            if (!page.more()) {
                break;
            }
        }
        assertThat(rest).containsExactly("i3", "i4", "i5", "i0");
    }

    private List<String> sweep() {
        List<String> seen = new ArrayList<>();
        @Nullable Long since = null;
        for (int pages = 0; pages < 100; pages++) {
            ChangeLog.Page page = log.after(since);
            assertThat(page.full()).isEqualTo(since == null);
            seen.addAll(names(page));
            since = page.version();
            if (!page.more()) {
                lastVersion = page.version();
                return seen;
            }
        }
        throw new AssertionError("The full report does not end");
    }

    private void addMany(int count) {
        for (int i = 0; i < count; i++) {
            add("i" + i, RUNNING);
        }
    }

    private void add(String instance, HostedState state) {
        log.add(
                place(instance),
                new Change(new HostedInstance("host-1", instance, "c5.large", 1, state, Resources.NONE), 0));
    }

    private static Place place(String instance) {
        return new Place(new HostId("host-1"), new InstanceId(instance));
    }

    private static List<String> names(ChangeLog.Page page) {
        return page.instances().stream().map(HostedInstance::instance).toList();
    }
}
