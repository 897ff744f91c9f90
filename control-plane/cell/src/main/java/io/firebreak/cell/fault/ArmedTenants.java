package io.firebreak.cell.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.settings.ChaosSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The tenants whose requests kill the node: one file each, so that a restarted node is armed before its first request. */
@Component
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class ArmedTenants {
    private static final String PREFIX = "poison-";

    private final Path directory;
    private final Set<TenantId> armed = ConcurrentHashMap.newKeySet();

    ArmedTenants(ChaosSettings settings) {
        directory = settings.directory();
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith(PREFIX))
                        .map(name -> new TenantId(name.substring(PREFIX.length())))
                        .forEach(armed::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("firebreak.chaos.directory " + directory + " cannot be used", e);
        }
    }

    boolean contains(TenantId tenant) {
        return armed.contains(tenant);
    }

    Set<TenantId> all() {
        return new TreeSet<>(armed);
    }

    void arm(TenantId tenant) {
        try {
            Files.writeString(file(tenant), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        armed.add(tenant);
    }

    void disarm(TenantId tenant) {
        armed.remove(tenant);
        try {
            Files.deleteIfExists(file(tenant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(TenantId tenant) {
        return directory.resolve(PREFIX + tenant.value());
    }
}
