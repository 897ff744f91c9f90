package io.firebreak.chaos.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The secrets of one region, new for each.
 *
 * @param internal opens the calls between the region's processes
 * @param admin opens the directory's admin API
 * @param operatorKey opens what only operators see
 * @param database the password of all its databases
 * @param supervisor opens the supervisor's calls
 * @param network opens the calls that break the network
 */
record Secrets(String internal, String admin, String operatorKey, String database, String supervisor, String network) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** About 190 bits. */
    private static final int LENGTH = 32;

    static Secrets draw(RandomGenerator random) {
        return new Secrets(
                secret(random),
                secret(random),
                "fbop_" + secret(random),
                secret(random),
                secret(random),
                secret(random));
    }

    private static String secret(RandomGenerator random) {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    /** The operator key as cells know it: SHA-256 in hex. */
    String operatorKeyHash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(operatorKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
