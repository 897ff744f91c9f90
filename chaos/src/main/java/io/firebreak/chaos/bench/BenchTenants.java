package io.firebreak.chaos.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The tenants whose launches a benchmark sends, in turn. */
record BenchTenants(int count) {
    private static final String NAME = "bench-";

    static String name(int number) {
        return NAME + number;
    }

    static String key(String tenant) {
        return "fbk_" + tenant + "_0123456789abcdefghij";
    }

    /** The key that the request of this number is sent with. */
    String keyOf(int request) {
        return key(name(request % count));
    }

    /** As the directory pushes them to a cell. */
    List<Map<String, Object>> push(String cell) {
        return IntStream.range(0, count)
                .mapToObj(BenchTenants::name)
                .map(tenant -> Map.<String, Object>of(
                        "id",
                        tenant,
                        "keyHash",
                        sha256(key(tenant)),
                        "epoch",
                        1,
                        "cells",
                        List.of(cell),
                        "revoked",
                        false))
                .toList();
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
