package io.firebreak.chaos.compare;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.region.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;

/**
 * The keys of the tenants that game days use in a region that outlives them, in a file for its owner alone. A key is on the
 * disk before the directory hears of it, so that no tenant is ever there whose key nobody has.
 */
final class KeptTenants {
    private static final TypeReference<TreeMap<String, String>> KEYS = new TypeReference<>() {};
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** About 190 bits. */
    private static final int SECRET_LENGTH = 32;

    private final Path file;
    private final RandomGenerator random;
    private final SortedMap<String, String> keys;

    /** @param home where the file is or will be */
    KeptTenants(Path home, RandomGenerator random) {
        this.file = home.resolve("tenants.json");
        this.random = random;
        this.keys = read();
    }

    /**
     * The keys of these tenants: those they have been given, and new ones for the others.
     *
     * @param known who is in the region already
     * @throws BadInputException when one of the tenants is in the region, but its key is not here
     */
    Map<TenantId, String> keysOf(List<TenantId> wanted, Set<TenantId> known) {
        List<TenantId> foreign = wanted.stream()
                .filter(tenant -> known.contains(tenant) && !keys.containsKey(tenant.value()))
                .toList();
        if (!foreign.isEmpty()) {
            throw new BadInputException(
                    "tenant %s of the region is none of a game day's: its key is not in %s; game days use the tenants %s to %s"
                            .formatted(foreign.getFirst(), file, wanted.getFirst(), wanted.getLast()));
        }
        wanted.forEach(tenant -> keys.computeIfAbsent(tenant.value(), this::draw));
        write();
        return wanted.stream()
                .collect(
                        Collectors.toMap(tenant -> tenant, tenant -> Objects.requireNonNull(keys.get(tenant.value()))));
    }

    private String draw(String tenant) {
        StringBuilder key = new StringBuilder("fbk_%s_".formatted(tenant));
        for (int i = 0; i < SECRET_LENGTH; i++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }

    private SortedMap<String, String> read() {
        try {
            return Files.exists(file) ? Json.MAPPER.readValue(Files.readAllBytes(file), KEYS) : new TreeMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    /** Whole or not at all, and on the disk. */
    private void write() {
        try {
            Path home = Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Path attempt = Files.createTempFile(
                    home,
                    "tenants",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(attempt, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(keys));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(attempt, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }
}
