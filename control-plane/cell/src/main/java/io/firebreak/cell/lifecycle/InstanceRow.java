package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.ReservedResources;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An instance as recorded, with the newest command for its host until the host has carried it out. */
@Entity
@Table(name = "instance")
class InstanceRow {
    @Id
    private String id;

    private String tenant;

    @SuppressWarnings("unused") // queries read it
    private String token;

    private String type;
    private InstanceState state;

    @Column(name = "state_reason")
    private @Nullable String stateReason;

    private String host;
    private String zone;

    @Column(name = "image_id")
    private String imageId;

    @Column(name = "placement_group")
    private @Nullable String placementGroup;

    @Enumerated(EnumType.STRING)
    private RecoveryPolicy recovery;

    @Column(name = "private_ip")
    private String privateIp;

    @Column(name = "launch_time")
    private Instant launchTime;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    @Enumerated(EnumType.STRING)
    private HostAction action;

    private long generation;

    @Column(name = "dispatch_at")
    private @Nullable Instant dispatchAt;

    @Column(name = "awaits_host")
    private boolean awaitsHost;

    private int changes;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    @SuppressWarnings("unused") // Hibernate reads it
    private @Nullable Long version;

    @Embedded
    private ReservedResources reserved;

    private boolean dedicated;

    @SuppressWarnings("NullAway.Init")
    protected InstanceRow() {}

    /** @param why shown as the reason of the new state, unless that is one that needs none */
    void move(Transition.Move move, String why, Instant now, Duration redispatchAfter) {
        state = move.next();
        stateReason = state == InstanceState.PENDING || state == InstanceState.RUNNING ? null : why;
        updatedAt = now;
        changes++;
        awaitsHost = move.awaitsHost();
        if (awaitsHost) {
            dispatchAt = null;
        }
        move.command().ifPresent(command -> {
            action = command;
            generation++;
            dispatchAt = now.plus(redispatchAfter);
        });
    }

    /** Nothing is to be sent again once the host has reached what the newest command asked for. */
    void hostReached(HostedState hosted) {
        HostedState wanted = switch (action) {
            case RUN, REBOOT -> HostedState.RUNNING;
            case STOP -> HostedState.STOPPED;
            case TERMINATE -> HostedState.TERMINATED;
        };
        if (hosted == wanted) {
            dispatchAt = null;
        }
    }

    /** The event of its confirmed end, by what its tenant wants then. */
    InstanceEvent end() {
        return recovery == RecoveryPolicy.RESTART ? InstanceEvent.ENDED_TO_RESTART : InstanceEvent.ENDED;
    }

    /** A tombstone of this generation stands on its host. */
    void buried(long tombstone) {
        generation = tombstone;
    }

    /** Its place is on another host now; what it takes of it is the same. */
    void moveTo(HostId newHost, String newZone) {
        host = newHost.value();
        zone = newZone;
    }

    /** Whether the newest command has not been seen carried out. */
    boolean isDriven() {
        return dispatchAt != null;
    }

    /**
     * Catches up with a host that has seen a newer command than the record, as after a restore of the database: what is
     * still wanted becomes a command newer than that.
     */
    void overtake(HostedInstance hosted, Instant now) {
        generation = isDriven() ? hosted.generation() + 1 : hosted.generation();
        if (isDriven()) {
            dispatchAt = now;
        }
    }

    void sendAgainAt(@Nullable Instant when) {
        dispatchAt = when;
    }

    /** The newest command. */
    HostCommand command() {
        boolean run = action == HostAction.RUN;
        return new HostCommand(host, id, generation, action, run ? type : null, run ? reserved.resources() : null);
    }

    InstanceId id() {
        return new InstanceId(id);
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    String type() {
        return type;
    }

    InstanceState state() {
        return state;
    }

    @Nullable
    String stateReason() {
        return stateReason;
    }

    HostId host() {
        return new HostId(host);
    }

    String zone() {
        return zone;
    }

    String imageId() {
        return imageId;
    }

    String privateIp() {
        return privateIp;
    }

    Instant launchTime() {
        return launchTime;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    boolean awaitsHost() {
        return awaitsHost;
    }

    int changes() {
        return changes;
    }

    RecoveryPolicy recovery() {
        return recovery;
    }

    void tag(Map<String, String> newTags) {
        tags = newTags;
    }

    Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    long generation() {
        return generation;
    }

    Resources resources() {
        return reserved.resources();
    }

    @Nullable
    String placementGroup() {
        return placementGroup;
    }

    boolean isDedicated() {
        return dedicated;
    }
}
