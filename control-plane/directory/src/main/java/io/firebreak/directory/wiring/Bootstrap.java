package io.firebreak.directory.wiring;

import io.firebreak.directory.assignment.Assignment;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.settings.DirectorySettings;
import io.firebreak.directory.settings.DirectorySettings.CellSetting;
import io.firebreak.directory.settings.DirectorySettings.TenantSetting;
import io.firebreak.directory.settings.SettingsRejected;
import io.firebreak.directory.tenants.TenantCreation;
import io.firebreak.directory.tenants.TenantDraft;
import io.firebreak.directory.tenants.Tenants;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Registers the cells and tenants of the settings, before anyone can ask for them. What stands there already stays. */
@Component
class Bootstrap implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    private final DirectorySettings settings;
    private final CellRegistry cells;
    private final Tenants tenants;
    private volatile boolean done;

    Bootstrap(DirectorySettings settings, CellRegistry cells, Tenants tenants) {
        this.settings = settings;
        this.cells = cells;
        this.tenants = tenants;
    }

    @Override
    public void start() {
        settings.cells().stream().map(CellSetting::draft).forEach(cells::ensure);
        List<TenantDraft> drafts =
                settings.tenants().stream().map(TenantSetting::draft).toList();
        List<String> conflicts = drafts.stream()
                .filter(tenants::hasAnotherKey)
                .map(TenantDraft::id)
                .map(
                        "firebreak.directory.tenants: tenant '%s' is registered with another key; give its first key or none"
                                ::formatted)
                .toList();
        if (!conflicts.isEmpty()) {
            throw new SettingsRejected(conflicts);
        }
        List<TenantDraft> unknown = tenants.unknownAmong(drafts);
        if (!unknown.isEmpty()) {
            create(unknown);
        }
        done = true;
    }

    private void create(List<TenantDraft> unknown) {
        switch (tenants.create(unknown)) {
            case TenantCreation.Created created ->
                LOG.info("Created {} tenants of the settings", created.tenants().size());
            case TenantCreation.AlreadyKnown known ->
                throw new IllegalStateException("tenant %s was created meanwhile".formatted(known.tenant()));
            case TenantCreation.Unassignable(Assignment.Impossible reason) ->
                throw new SettingsRejected(List.of(
                        switch (reason) {
                            case Assignment.NoActiveCell none ->
                                "firebreak.directory.tenants: no cell is active; name cells under firebreak.directory.cells";
                            case Assignment.TooFewCells few ->
                                "firebreak.directory.shard-size: %d must be 1 to %d, the number of active cells"
                                        .formatted(few.shardSize(), few.activeCells());
                        }));
        }
        unknown.stream()
                .filter(draft -> draft.key() == null)
                .forEach(draft -> LOG.warn("Nobody has the key of tenant {}: its setting gives none", draft.id()));
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
