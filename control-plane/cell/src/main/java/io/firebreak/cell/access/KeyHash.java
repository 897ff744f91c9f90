package io.firebreak.cell.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a key. Comparing takes the same time wherever two hashes differ. */
public final class KeyHash {
    private static final int BYTES = 32;
    private static final int SHORT_BYTES = 4;

    private final byte[] digest;

    private KeyHash(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, this has " + digest.length);
        }
        this.digest = digest.clone();
    }

    /** The hash of a key as the caller shows it. */
    public static KeyHash ofKey(String key) {
        try {
            return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A hash written in hex; anything else is an {@link IllegalArgumentException}. */
    public static KeyHash ofHex(String hex) {
        return new KeyHash(HexFormat.of().parseHex(hex));
    }

    static KeyHash ofBytes(byte[] digest) {
        return new KeyHash(digest);
    }

    /** The first 8 digits of the hash in hex: they tell keys apart, and nobody finds a key by them. */
    public String shortName() {
        return HexFormat.of().formatHex(digest, 0, SHORT_BYTES);
    }

    boolean matches(KeyHash other) {
        return MessageDigest.isEqual(digest, other.digest);
    }

    String hex() {
        return HexFormat.of().formatHex(digest);
    }

    byte[] bytes() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && matches(hash);
    }

    @Override
    public int hashCode() {
        return digest[0] << 8 | digest[1];
    }

    /** Keeps hashes out of logs. */
    @Override
    public String toString() {
        return "KeyHash[hidden]";
    }
}
