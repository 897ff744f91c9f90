package io.firebreak.cell.access;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.JsonHttp;
import io.firebreak.cell.wire.WireException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who may know more of this cell's tenants than it does itself: the directory, and where that does not answer the other cells
 * of their shards. What they say is recorded by its versions, as a push is.
 */
@Component
class KeySources {
    private static final Logger log = LoggerFactory.getLogger(KeySources.class);

    /** A directory that is paused must leave time for the cells. */
    private static final Duration DIRECTORY_WITHIN = Duration.ofSeconds(2);

    /** A cell of a large region has tenants in common with all others. */
    private static final int PEERS_AT_ONCE = 16;

    private final AccessView view;
    private final AccessStore store;
    private final JsonHttp http;
    private final InstantSource clock;
    private final ThreadFactory threads;
    private final CellId self;
    private final String secret;
    private final @Nullable URI directory;

    KeySources(
            AccessView view,
            AccessStore store,
            JsonHttp http,
            InstantSource clock,
            ThreadFactory threads,
            CellSettings settings) {
        this.view = view;
        this.store = store;
        this.http = http;
        this.clock = clock;
        this.threads = threads;
        this.self = settings.id();
        this.secret = settings.internalSecret();
        this.directory = settings.directoryUrl();
    }

    /**
     * What came of asking.
     *
     * @param tenants of this cell
     * @param open those of which nobody knew anything
     * @param someoneToAsk whether asking again may help
     */
    record Learnt(int tenants, int open, boolean someoneToAsk) {
        boolean isAll() {
            return open == 0;
        }
    }

    /** Asks for at most so long, and records what is newer. */
    Learnt ask(Duration atMost) throws InterruptedException {
        Instant deadline = clock.instant().plus(atMost);
        Map<TenantId, Tenant> open = new HashMap<>();
        view.tenants().forEach(tenant -> open.put(tenant.id(), tenant));
        int tenants = open.size();
        if (directory != null && !open.isEmpty()) {
            Instant sooner = clock.instant().plus(DIRECTORY_WITHIN);
            askOne(List.of(directory), open.values(), sooner.isBefore(deadline) ? sooner : deadline)
                    .forEach(open::remove);
        }
        boolean someoneToAsk = directory != null;
        if (!open.isEmpty()) {
            List<Callable<Set<TenantId>>> questions = questions(open.values(), deadline);
            someoneToAsk |= !questions.isEmpty();
            askPeers(questions, deadline).forEach(open::remove);
        }
        if (open.size() < tenants) {
            view.refresh();
        }
        return new Learnt(tenants, open.size(), someoneToAsk);
    }

    /** One for each cell that has tenants in common with this one and is not out. */
    private List<Callable<Set<TenantId>>> questions(Collection<Tenant> open, Instant deadline) {
        Map<CellId, List<Tenant>> common = new HashMap<>();
        for (Tenant tenant : open) {
            Stream.concat(tenant.shard().cells().stream(), tenant.formerCells().stream())
                    .distinct()
                    .filter(cell -> !cell.equals(self))
                    .forEach(cell ->
                            common.computeIfAbsent(cell, _ -> new ArrayList<>()).add(tenant));
        }
        List<Callable<Set<TenantId>>> questions = new ArrayList<>();
        common.forEach((cell, tenants) -> {
            Optional<PeerCell> peer = view.peer(cell).filter(known -> known.state() != CellState.OUT);
            peer.filter(known -> !known.nodes().isEmpty())
                    .ifPresent(known -> questions.add(() -> askOne(known.nodes(), tenants, deadline)));
        });
        return questions;
    }

    private Set<TenantId> askPeers(List<Callable<Set<TenantId>>> questions, Instant deadline)
            throws InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (questions.isEmpty() || !left.isPositive()) {
            return Set.of();
        }
        Set<TenantId> known = new HashSet<>();
        ExecutorService asking = Executors.newFixedThreadPool(PEERS_AT_ONCE, threads);
        try {
            for (Future<Set<TenantId>> answer : asking.invokeAll(questions, left.toMillis(), TimeUnit.MILLISECONDS)) {
                if (answer.state() == Future.State.SUCCESS) {
                    known.addAll(answer.resultNow());
                }
            }
        } finally {
            asking.shutdownNow();
        }
        return known;
    }

    /** The tenants that the directory, or a cell by one of its nodes, knows; what was newer is recorded. */
    private Set<TenantId> askOne(List<URI> nodes, Collection<Tenant> tenants, Instant deadline) {
        List<Tenant> all = List.copyOf(tenants);
        Set<TenantId> known = new HashSet<>();
        for (int from = 0; from < all.size(); from += NewerTenants.LARGEST) {
            List<Tenant> some = all.subList(from, Math.min(all.size(), from + NewerTenants.LARGEST));
            Optional<NewerTenants.Answer> answer = firstAnswer(nodes, some, deadline);
            if (answer.isEmpty()) {
                return known;
            }
            known.addAll(record(some, answer.get()));
        }
        return known;
    }

    private Optional<NewerTenants.Answer> firstAnswer(List<URI> nodes, List<Tenant> tenants, Instant deadline) {
        var question = new NewerTenants.Question(
                self.value(), tenants.stream().map(NewerTenants.Known::of).toList());
        for (int asked = 0; asked < nodes.size(); asked++) {
            URI node = nodes.get(asked);
            Duration left = Duration.between(clock.instant(), deadline).dividedBy(nodes.size() - asked);
            if (!left.isPositive()) {
                return Optional.empty();
            }
            try {
                return Optional.of(http.post(
                        node.resolve("/internal/v1/tenants/newer"), secret, question, NewerTenants.Answer.class, left));
            } catch (WireException e) {
                log.debug("{} does not say what is newer", node, e);
            }
        }
        return Optional.empty();
    }

    private Set<TenantId> record(List<Tenant> asked, NewerTenants.Answer answer) {
        Set<TenantId> mine = asked.stream().map(Tenant::id).collect(Collectors.toSet());
        List<Tenant> newer = answer.newer().stream()
                .filter(tenant -> mine.contains(tenant.id()))
                .toList();
        if (!newer.isEmpty()) {
            store.record(List.of(), 0, newer);
        }
        answer.unknownIds().forEach(mine::remove);
        return mine;
    }
}
